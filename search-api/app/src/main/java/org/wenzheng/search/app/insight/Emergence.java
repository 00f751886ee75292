package org.wenzheng.search.app.insight;

import java.util.Comparator;
import java.util.List;

/**
 * Which matters grew beyond what chance and traffic explain. Calls of a window are clustered by what they mean as a whole; for
 * each cluster the calls of the time before that mean the like are counted; it emerges when so many calls of the window would
 * be a rare event of a Poisson process at the rate of before, scaled by how many calls there were. Calls are counted, never
 * utterances: somebody who says a thing ten times is one call.
 */
final class Emergence {

    /** Mean cosine to the calls of a cluster from which on a call belongs to it, of centred vectors. */
    static final double SAME = 0.2;

    /** Fewer calls are no matter yet. */
    static final int LEAST_CALLS = 3;

    /** Chance of one false alarm in a quiet window, whatever the number of its clusters. */
    static final double ALARM = 0.01;

    private static final int MOST = 20;

    private Emergence() {}

    /** Calls that mean about the same. @param mean of their vectors, not of unit length */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Cluster(float[] mean, List<SpokenCall> calls) {}

    /** A cluster that emerged. @param before earlier calls of the like; @param chance of so many calls now */
    record Emerged(Cluster cluster, int before, double chance) {}

    /**
     * Finds what emerged, the rarest first.
     *
     * @param window calls of the window
     * @param before calls of the time before; without any nothing can be told
     */
    static List<Emerged> find(List<SpokenCall> window, List<SpokenCall> before) {
        if (before.isEmpty()) {
            return List.of();
        }
        double traffic = (double) window.size() / before.size();
        List<Cluster> clusters = clusters(window).stream()
                .filter(cluster -> cluster.calls().size() >= LEAST_CALLS)
                .toList();
        return clusters.stream()
                .map(cluster -> {
                    int known = (int) before.stream()
                            .filter(call -> SpokenCall.dot(cluster.mean(), call.vector()) >= SAME)
                            .count();
                    return new Emerged(cluster, known, atLeast(cluster.calls().size(), (known + 1) * traffic));
                })
                .filter(emerged -> emerged.chance() < ALARM / clusters.size())
                .sorted(Comparator.comparingDouble(Emerged::chance))
                .limit(MOST)
                .toList();
    }

    /** Clusters by average linkage, the two nearest joined until none are near enough. */
    static List<Cluster> clusters(List<SpokenCall> calls) {
        return new AverageLinkage(calls, SAME)
                .clusters().stream().map(each -> new Cluster(mean(each), each)).toList();
    }

    /** Probability of {@code count} or more events where {@code expected} are expected (Poisson). */
    static double atLeast(int count, double expected) {
        if (count <= 0) {
            return 1;
        }
        double term = Math.exp(-expected);
        double below = 0;
        for (int k = 0; k < count; k++) {
            below += term;
            term *= expected / (k + 1);
        }
        if (below < 0.999) {
            return 1 - below;
        }
        // The tail itself, which the difference from one would lose.
        double tail = 0;
        for (int k = count; term > tail * 1e-12 && k < count + 1000; k++) {
            tail += term;
            term *= expected / (k + 1);
        }
        return tail;
    }

    private static float[] mean(List<SpokenCall> calls) {
        float[] mean = new float[calls.get(0).vector().length];
        for (SpokenCall call : calls) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += call.vector()[i] / calls.size();
            }
        }
        return mean;
    }
}
