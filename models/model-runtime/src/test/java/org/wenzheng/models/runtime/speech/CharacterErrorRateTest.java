package org.wenzheng.models.runtime.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharacterErrorRateTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "设定二十九度|设定29度。|0|5",
                "一三一零八三七三幺四八|131 0837 3148|0|11",
                "百分之九十|90%|0|2",
                "辦居住證|办居住证|0|4",
                "三点一四|3.14|0|3",
                "十五万个|15万个|0|7",
                "使用这个LOGO|使用这个logo。|0|8",
                "崇明岛|重明岛|1|3",
                "崇明岛|〔听不清〕|3|3",
                "崇明岛|崇明小岛|1|3",
            })
    void countsWhatAReaderWouldCallWrong(String reference, String recognised, int errors, int characters) {
        assertThat(CharacterErrorRate.of(reference, recognised)).isEqualTo(new CharacterErrorRate(errors, characters));
    }

    @Test
    void addsUpOverTexts() {
        CharacterErrorRate both = CharacterErrorRate.NONE
                .plus(CharacterErrorRate.of("崇明岛", "重明岛"))
                .plus(CharacterErrorRate.of("好", "好"));

        assertThat(both.rate()).isEqualTo(0.25);
        assertThat(CharacterErrorRate.NONE.rate()).isZero();
    }
}
