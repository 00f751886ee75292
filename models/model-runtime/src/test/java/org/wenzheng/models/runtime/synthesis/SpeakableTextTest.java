package org.wenzheng.models.runtime.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeakableTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            身份证号是990000198503142074。 | 身份证号是九九零零零零，幺九八五零三幺四，二零七四。
            末位99000019850314207X       | 末位九九零零零零，幺九八五零三幺四，二零七X
            电话12983460571              | 电话幺二九，八三四六，零五七幺
            请打020-12345678             | 请打零二零，幺二三四，五六七八
            拨打12345热线                 | 拨打幺二三四五热线
            请打110                      | 请打幺幺零
            尾号2074                     | 尾号二零七四
            3栋502室，2单元               | 三栋五零二室，二单元
            到A座3楼B12窗口               | 到A座三楼B幺二窗口
            2026年11月22日               | 二零二六年十一月二十二日
            2026-03-05                   | 二零二六年三月五日
            2019-2021年                  | 二零一九到二零二一年
            工作20年                      | 工作二十年
            9:30-17:05                   | 九点三十分到十七点零五分
            下午2：00                     | 下午两点
            128.5元                      | 一百二十八点五元
            ¥1,234.50                    | 一千二百三十四点五零元
            补贴15万                      | 补贴十五万
            2万元和20000元                | 两万元和两万元
            10050人                      | 一万零五十人
            100200300元                  | 幺零零二零零三零零元
            2000-3000元                  | 两千到三千元
            3-5个工作日                   | 三到五个工作日
            2个月，2月2日，22个，第2个       | 两个月，二月二日，二十二个，第二个
            98.6％                       | 百分之九十八点六
            10%-15%                      | 百分之十到百分之十五
            3/4以上                       | 四分之三以上
            面积90㎡                      | 面积九十平方米
            ０１２号                       | 零一二号
            """)
    void saysWhatAPersonWouldReadAloud(String written, String spoken) {
        assertThat(SpeakableText.of(written)).isEqualTo(spoken);
    }

    @ParameterizedTest
    @CsvSource({"10,十", "15,十五", "110,一百一十", "1001,一千零一", "20002,两万零二", "200000000,两亿", "1200000000000,一万两千亿"})
    void saysQuantities(long value, String spoken) {
        assertThat(SpokenNumbers.cardinal(value)).isEqualTo(spoken);
    }
}
