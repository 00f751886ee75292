package org.wenzheng.search.app.insight;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** What a person would call a matter: the words that set its utterances apart, as they stand beside each other in them. */
final class MatterLabel {

    /** Longest distance from the first word's begin to the second's end. */
    private static final int SPAN = 10;

    private static final int LONGEST = 16;
    /** The most telling words, of which two are looked for together. */
    private static final int PAIRED = 5;
    /** Part of a piece's texts in which a longer one must stand, to be meant by it. */
    private static final double NEARLY = 0.6;
    /** Words that stand for a matter where no two of them are said together more than once. */
    private static final int WORDS = 3;
    /** Of the most telling terms so many may be single characters, such as 水. */
    private static final int SINGLE = 2;

    /** Frequent in any talk, and so by chance in some. */
    private static final Set<String> COMMON = Set.of(
            "这样", "那样", "今天", "昨天", "明天", "现在", "怎么", "什么", "我们", "你们", "他们", "没有", "不是", "可以", "已经", "这个", "那个", "就是",
            "还是", "知道", "时候", "一个", "你好", "谢谢");

    private static final String FUNCTION = "的了是不我你他她在里都就一有个这那么吗呢说也还没很要会能啊哎";

    private MatterLabel() {}

    /**
     * A label.
     *
     * @param texts of the cluster, the most central first
     * @param terms that are frequent in it and rare elsewhere, the most telling first
     */
    static String of(List<String> texts, List<String> terms) {
        List<String> words = IntStream.range(0, terms.size())
                .filter(i -> terms.get(i).length() > 1
                        ? !COMMON.contains(terms.get(i))
                        : i < SINGLE && !FUNCTION.contains(terms.get(i)))
                .mapToObj(terms::get)
                .toList();
        if (words.isEmpty()) {
            return shortened(texts.isEmpty() ? "" : texts.get(0));
        }
        Map<String, Integer> spans = spans(texts, words.subList(0, Math.min(words.size(), PAIRED)));
        return spans.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(commonest -> whole(commonest.getKey(), spans))
                .orElseGet(() -> String.join("、", words.subList(0, Math.min(words.size(), WORDS))));
    }

    /** The longest piece that holds another and is nearly as common: 自来水发黄 for 水发黄. */
    private static String whole(String piece, Map<String, Integer> spans) {
        return spans.entrySet().stream()
                .filter(entry ->
                        entry.getKey().contains(piece) && entry.getValue() >= NEARLY * spans.getOrDefault(piece, 0))
                .map(Map.Entry::getKey)
                .max(Comparator.comparingInt(String::length).thenComparing(Comparator.reverseOrder()))
                .orElse(piece);
    }

    private static Map<String, Integer> spans(List<String> texts, List<String> words) {
        Map<String, Integer> spans = new HashMap<>();
        for (String text : texts) {
            Set<String> its = new HashSet<>();
            for (String first : words) {
                for (String second : words) {
                    String span = first.equals(second) ? "" : span(text, first, second);
                    if (!span.isEmpty() && its.add(span)) {
                        spans.merge(span, 1, Integer::sum);
                    }
                }
            }
        }
        return spans;
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
