package org.wenzheng.models.runtime.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChineseWordsTest {

    @Test
    void keepsWhatATextIsAbout() {
        assertThat(ChineseWords.nouns("护照到期了怎么换")).contains("护照").doesNotContain("怎么", "换", "了");
        assertThat(ChineseWords.nouns("幼儿园什么时候报名")).contains("幼儿园");
    }

    @Test
    void findsNothingInSmallTalk() {
        assertThat(ChineseWords.nouns("好的，谢谢你，再见")).isEmpty();
    }

    @Test
    void knowsWordsFromChance() {
        assertThat(ChineseWords.isWord("事业")).isTrue();
        assertThat(ChineseWords.isWord("一宝")).isFalse();
        assertThat(ChineseWords.words("申请失业保险金")).contains("申请");
    }
}
