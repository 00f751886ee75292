package org.wenzheng.models.runtime.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToneFreePinyinTest {

    @ParameterizedTest
    @CsvSource({"居住证,居住正", "医保,一宝", "失业金,十页今", "领取,您取", "公积金,供给金"})
    void textsThatSoundAlikeComeOutAlike(String written, String misheard) {
        assertThat(ToneFreePinyin.syllables(written)).isEqualTo(ToneFreePinyin.syllables(misheard));
    }

    @Test
    void keepsOtherLettersAndDropsMarks() {
        assertThat(ToneFreePinyin.syllables("A座，12 号。")).containsExactly("a", "zuo", "1", "2", "hao");
    }
}
