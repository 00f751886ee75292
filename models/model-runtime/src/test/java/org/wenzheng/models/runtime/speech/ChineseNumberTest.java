package org.wenzheng.models.runtime.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChineseNumberTest {

    @ParameterizedTest
    @CsvSource({
        "十, 10",
        "十五, 15",
        "二十, 20",
        "九十九, 99",
        "一百零八, 108",
        "三百五, 350",
        "一百二十三, 123",
        "一千零五十, 1050",
        "两千三, 2300",
        "一万二, 12000",
        "一万零五百, 10500",
        "十五万, 150000",
        "15万, 150000",
        "三百五十万, 3500000",
        "一亿两千万, 120000000",
        "二零二六, 2026",
        "零七, 07",
    })
    void readsNumbers(String said, String value) {
        assertThat(ChineseNumber.value(said)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"七八十", "十四五", "三五百", "千万", "万", "百", "两三", "一百零", "十十", "二十五六"})
    void refusesWhatIsNoNumber(String said) {
        assertThat(ChineseNumber.value(said)).isNull();
    }
}
