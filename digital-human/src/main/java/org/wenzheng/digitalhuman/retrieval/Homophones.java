package org.wenzheng.digitalhuman.retrieval;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wenzheng.models.runtime.speech.ChineseWords;
import org.wenzheng.models.runtime.speech.ToneFreePinyin;

/**
 * Puts right what recognition mostly gets wrong: the right sounds, other characters. Where a question has sounds of a word of the base,
 * in characters that are no word, that word takes their place; longer words first.
 */
final class Homophones {

    private static final int LONGEST = 6;
    /** From this length on a word's sound is its own, whatever the characters. */
    private static final int SURE = 3;

    private final Map<String, String> words = new HashMap<>();

    /** @param texts of the base */
    Homophones(List<String> texts) {
        Map<String, Map<String, Integer>> counts = new HashMap<>();
        for (String text : texts) {
            List<String> pieces = ChineseWords.words(text);
            for (int from = 0; from < pieces.size(); from++) {
                StringBuilder word = new StringBuilder();
                for (int to = from; to < Math.min(pieces.size(), from + 3); to++) {
                    word.append(pieces.get(to));
                    if (word.length() >= 2 && word.length() <= LONGEST && han(word)) {
                        counts.computeIfAbsent(sound(word.toString()), key -> new TreeMap<>())
                                .merge(word.toString(), 1, Integer::sum);
                    }
                }
            }
        }
        counts.forEach((sound, written) -> words.put(
                sound,
                written.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .orElseThrow()
                        .getKey()));
    }

    /** The question, repaired where it can be. */
    String repaired(String question) {
        StringBuilder repaired = new StringBuilder();
        int at = 0;
        while (at < question.length()) {
            String word = wordAt(question, at);
            repaired.append(word.isEmpty() ? question.substring(at, at + 1) : word);
            at += Math.max(1, word.length());
        }
        return repaired.toString();
    }

    /** The word that begins there by its sound, empty for none. */
    private String wordAt(String question, int at) {
        for (int length = Math.min(LONGEST, question.length() - at); length >= 2; length--) {
            String written = question.substring(at, at + length);
            String word = han(written) ? words.get(sound(written)) : null;
            if (word != null && (word.equals(written) || length >= SURE || !ChineseWords.isWord(written))) {
                return word;
            }
        }
        return "";
    }

    private static boolean han(CharSequence text) {
        return text.chars().allMatch(Character::isIdeographic);
    }

    private static String sound(String text) {
        return String.join(" ", ToneFreePinyin.syllables(text));
    }
}
