package org.wenzheng.models.runtime.synthesis;

/**
 * One Han character as read.
 *
 * @param character the character
 * @param pinyin without tone, {@code v} for ü
 * @param tone 1..4, 5 neutral
 * @param opensWord whether a word begins here
 */
record Syllable(char character, String pinyin, int tone, boolean opensWord) {
    static final int NEUTRAL = 5;

    Syllable withTone(int other) {
        return new Syllable(character, pinyin, other, opensWord);
    }
}
