package org.wenzheng.models.runtime.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wenzheng.models.runtime.speech.Transcript.TimedWord;

class InverseTextNormalizationTest {

    @ParameterizedTest
    @CsvSource({
        // dates
        "二零二六年十一月二十二日, 2026年11月22日",
        "二〇〇八年八月八号, 2008年8月8号",
        "两千零八年, 2008年",
        "九八年的房子, 98年的房子",
        "等了二三年, 等了二三年",
        "三月份交, 3月份交",
        "每月五号之前, 每月5号之前",
        "住了三个月, 住了三个月",
        "住了十二个月, 住了12个月",
        "正月十五放假, 正月十五放假",
        "十一假期照常, 十一假期照常",
        // clock
        "下午三点十五分, 下午3点15分",
        "下午三点五十, 下午3点50",
        "早上八点半开门, 早上8点半开门",
        "九点钟, 9点钟",
        "下午两点, 下午2点",
        "快一点, 快一点",
        "有一点问题, 有一点问题",
        "三点零五分, 3点05分",
        // digits read out
        "一二三四五热线, 12345热线",
        "请打幺二三四五, 请打12345",
        "手机一三八零零幺三八零零零, 手机13800138000",
        "拨打幺二零, 拨打120",
        "五零二室, 502室",
        "尾号三四五六, 尾号3456",
        "三三两两的人, 三三两两的人",
        // percentages, fractions, decimals
        "百分之九十, 90%",
        "百分之三点五, 3.5%",
        "百分之百同意, 100%同意",
        "千分之三, 3‰",
        "三分之一的人, 三分之一的人",
        "二十分之一, 二十分之一",
        "圆周率三点一四, 圆周率3.14",
        // money
        "三千五百元, 3500元",
        "交两元, 交2元",
        "一百二十块钱, 120块钱",
        "一点二亿元, 1.2亿元",
        "十五万元, 15万元",
        "一万二千三百元, 12300元",
        // counts
        "两个证, 两个证",
        "三个人, 三个人",
        "七八个人, 七八个人",
        "十几个人, 十几个人",
        "二十几个人, 二十几个人",
        "十个人, 10个人",
        "十五个工作日, 15个工作日",
        "二十四小时, 24小时",
        "一百零八条, 108条",
        "三百五十万人, 350万人",
        "第二十三条, 第23条",
        "三号楼二单元, 3号楼2单元",
        "八十年代, 80年代",
        "至少15万个, 至少15万个",
        // phrases
        "十分满意, 十分满意",
        "等了十分钟, 等了10分钟",
        "千万不要, 千万不要",
        "万一不行, 万一不行",
        "老百姓, 老百姓",
        "一些人一起, 一些人一起",
        "十字路口, 十字路口",
        "一心一意, 一心一意",
        "二十大报告, 二十大报告",
        "十四五规划, 十四五规划",
    })
    void writesNumbersAsReadersExpect(String said, String written) {
        SpokenText result = InverseTextNormalization.written(SpokenTextTest.characters(said));

        assertThat(result.text()).isEqualTo(written);
        assertThat(result.words()).allSatisfy(word -> assertThat(written.substring(word.startChar(), word.endChar()))
                .isEqualTo(word.text()));
        assertThat(result.words().get(result.words().size() - 1).endSeconds()).isEqualTo(said.length() / 10f);
    }

    @Test
    void leavesTheWordsAroundANumberTheirTimes() {
        SpokenText result = InverseTextNormalization.written(SpokenTextTest.characters("占百分之九十左右"));

        assertThat(result.words()).extracting(TimedWord::text).containsExactly("占", "90%", "左", "右");
        assertThat(result.words().get(2).startSeconds()).isEqualTo(0.6f);
    }
}
