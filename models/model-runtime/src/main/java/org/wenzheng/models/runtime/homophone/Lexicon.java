package org.wenzheng.models.runtime.homophone;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Words by number. Two are none: what stands before a sentence, and what no model knows. */
final class Lexicon {

    static final int BEGIN = 0;
    static final int UNKNOWN = 1;

    /** So many fit, since three numbers make a key of 63 bits. */
    static final int MOST = 1 << 21;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    Lexicon(String begin) {
        add(begin);
        add("");
    }

    /** Its words and whatever is added; the other stays as it is. */
    Lexicon(Lexicon other) {
        numbers.putAll(other.numbers);
        words.addAll(other.words);
    }

    int add(String word) {
        Integer known = numbers.get(word);
        if (known != null) {
            return known;
        }
        if (words.size() == MOST) {
            return UNKNOWN;
        }
        numbers.put(word, words.size());
        words.add(word);
        return words.size() - 1;
    }

    /** Its number, {@link #UNKNOWN} for none. */
    int number(String word) {
        return numbers.getOrDefault(word, UNKNOWN);
    }

    String word(int number) {
        return words.get(number);
    }

    int size() {
        return words.size();
    }

    /** Whether a text is Han characters of the basic plane and nothing else. */
    static boolean isHan(String text) {
        return !text.isEmpty() && text.chars().allMatch(Lexicon::isHan);
    }

    static boolean isHan(int character) {
        return character >= '\u4e00' && character <= '\u9fff';
    }
}
