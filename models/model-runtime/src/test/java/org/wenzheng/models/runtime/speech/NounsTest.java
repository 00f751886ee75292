package org.wenzheng.models.runtime.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NounsTest {

    @Test
    void keepsWhatATextIsAbout() {
        assertThat(Nouns.of("护照到期了怎么换")).contains("护照").doesNotContain("怎么", "换", "了");
        assertThat(Nouns.of("幼儿园什么时候报名")).contains("幼儿园");
    }

    @Test
    void findsNothingInSmallTalk() {
        assertThat(Nouns.of("好的，谢谢你，再见")).isEmpty();
    }
}
