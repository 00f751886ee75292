package org.wenzheng.search.app.insight;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a person would call a matter: the words that set its utterances apart, as they stand beside each other in them. */
final class MatterLabel {

    /** Longest distance from the first word's begin to the second's end. */
    private static final int SPAN = 10;

    private static final int LONGEST = 16;

    private MatterLabel() {}

    /**
     * A label.
     *
     * @param texts of the cluster, the most central first
     * @param terms that are frequent in it and rare elsewhere, the most telling first
     */
    static String of(List<String> texts, List<String> terms) {
        List<String> words = terms.stream().filter(term -> term.length() > 1).toList();
        if (words.isEmpty()) {
            return shortened(texts.isEmpty() ? "" : texts.get(0));
        }
        String first = words.get(0);
        Map<String, Integer> spans = new HashMap<>();
        for (String second : words.subList(1, Math.min(words.size(), 5))) {
            for (String text : texts) {
                String span = span(text, first, second);
                if (!span.isEmpty()) {
                    spans.merge(span, 1, Integer::sum);
                }
            }
        }
        return spans.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(entry -> -entry.getKey().length())
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey)
                .orElse(first);
    }

    /** The shortest piece of a text that holds both words and no mark; empty where there is none. */
    private static String span(String text, String a, String b) {
        String best = "";
        for (int i = text.indexOf(a); i >= 0; i = text.indexOf(a, i + 1)) {
            for (int j = text.indexOf(b); j >= 0; j = text.indexOf(b, j + 1)) {
                int from = Math.min(i, j);
                int to = Math.max(i + a.length(), j + b.length());
                boolean apart = i + a.length() <= j || j + b.length() <= i;
                if (apart && to - from <= SPAN && (best.isEmpty() || to - from < best.length())) {
                    String piece = text.substring(from, to);
                    best = piece.matches("[\\p{IsHan}\\p{Alnum}]+") ? piece : best;
                }
            }
        }
        return best;
    }

    private static String shortened(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }
}
