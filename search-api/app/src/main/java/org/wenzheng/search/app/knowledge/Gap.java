package org.wenzheng.search.app.knowledge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that people ask and no item answers.
 *
 * @param question as one of them put it, redacted: the one that is nearest to the others
 * @param calls how many calls it was asked in
 * @param lastAt ISO 8601 instant of the latest
 * @param places where it was asked, the latest first
 */
public record Gap(String question, int calls, String lastAt, List<Place> places) {

    /** Cosine from which on two questions are about the same; of BGE-small-zh, whose unlike questions reach 0.6. */
    private static final double SAME = 0.8;

    private static final int LEAST_FOR_WORDS = 5;

    /** Where in a call. @param startMs from the call's start */
    public record Place(String call, long startMs) {}

    /** A question that was not answered. @param vector unit vector of its text, null where there is none */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Question(String call, long startMs, String at, String text, float @Nullable [] vector) {}

    /** Whether so many asked that nobody is known by the question's words. */
    public boolean mayBeQuoted() {
        return calls >= LEAST_FOR_WORDS;
    }

    /** Puts like questions together; the largest gaps first, then the latest. @param questions the latest first */
    static List<Gap> of(List<Question> questions) {
        List<List<Question>> clusters = new ArrayList<>();
        for (Question question : questions) {
            clusters.stream()
                    .filter(cluster -> alike(cluster.get(0), question) >= SAME)
                    .findFirst()
                    .orElseGet(() -> {
                        List<Question> fresh = new ArrayList<>();
                        clusters.add(fresh);
                        return fresh;
                    })
                    .add(question);
        }
        return clusters.stream()
                .map(Gap::merged)
                .sorted(Comparator.comparingInt(Gap::calls)
                        .reversed()
                        .thenComparing(Gap::lastAt, Comparator.reverseOrder()))
                .toList();
    }

    private static Gap merged(List<Question> cluster) {
        Question central = cluster.stream()
                .max(Comparator.comparingDouble(each -> cluster.stream()
                        .mapToDouble(other -> alike(each, other))
                        .sum()))
                .orElseThrow();
        return new Gap(
                central.text(),
                (int) cluster.stream().map(Question::call).distinct().count(),
                cluster.get(0).at(),
                cluster.stream()
                        .map(each -> new Place(each.call(), each.startMs()))
                        .toList());
    }

    private static double alike(Question a, Question b) {
        float[] left = a.vector();
        float[] right = b.vector();
        if (left == null || right == null || left.length != right.length) {
            return Objects.equals(a.text(), b.text()) ? 1 : 0;
        }
        double cosine = 0;
        for (int i = 0; i < left.length; i++) {
            cosine += left[i] * right[i];
        }
        return cosine;
    }
}
