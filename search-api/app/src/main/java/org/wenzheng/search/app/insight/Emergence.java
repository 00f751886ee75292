package org.wenzheng.search.app.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Which matters grew beyond what chance and traffic explain. Utterances of a window are clustered by meaning; for each cluster
 * the calls in which the like was said before are counted; a cluster emerges when so many calls of the window would be a rare
 * event of a Poisson process at the rate of before, scaled by how many calls there were. Calls are counted, never utterances:
 * somebody who says a thing ten times is one call.
 */
final class Emergence {

    /** Cosine to a cluster's centre from which on an utterance belongs to it; of BGE-small-zh. */
    static final double SAME = 0.72;

    /** Fewer calls are no matter yet. */
    static final int LEAST_CALLS = 3;

    /** An event this rare by chance, of some hundred clusters a window, is told. */
    static final double RARE = 1e-4;

    /** A cluster that shares this part of its calls with one that is told already is the same matter. */
    private static final double SHARED = 0.5;

    private static final int MOST = 20;

    private Emergence() {}

    /** Utterances that mean about the same. @param centre unit vector */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Cluster(float[] centre, List<Utterance> members) {

        Set<String> calls() {
            Set<String> calls = new HashSet<>();
            members.forEach(member -> calls.add(member.call()));
            return calls;
        }
    }

    /** A cluster that emerged. @param before calls in which the like was said before; @param chance of so many calls now */
    record Emerged(Cluster cluster, int before, double chance) {}

    /**
     * Finds what emerged, the rarest first.
     *
     * @param window what was said in it
     * @param callsNow calls of the window in all
     * @param callsBefore calls of the time before in all; without any nothing can be told
     * @param before in how many of those the like of a cluster was said
     */
    static List<Emerged> find(List<Utterance> window, int callsNow, int callsBefore, ToIntFunction<Cluster> before) {
        if (callsBefore == 0) {
            return List.of();
        }
        double traffic = (double) callsNow / callsBefore;
        List<Emerged> rare = new ArrayList<>();
        for (Cluster cluster : clusters(window)) {
            int calls = cluster.calls().size();
            // What was never heard before costs no search, if even then it would not be rare.
            if (calls >= LEAST_CALLS && atLeast(calls, traffic) < RARE) {
                int known = before.applyAsInt(cluster);
                double chance = atLeast(calls, (known + 1) * traffic);
                if (chance < RARE) {
                    rare.add(new Emerged(cluster, known, chance));
                }
            }
        }
        rare.sort(Comparator.comparingDouble(Emerged::chance));
        return distinct(rare);
    }

    /** Clusters by nearest centre: found one after the other, then every utterance once more to the nearest. */
    static List<Cluster> clusters(List<Utterance> utterances) {
        List<float[]> centres = new ArrayList<>();
        List<float[]> sums = new ArrayList<>();
        for (Utterance utterance : utterances) {
            int nearest = nearest(centres, utterance.vector());
            if (nearest < 0) {
                centres.add(utterance.vector());
                sums.add(utterance.vector().clone());
            } else {
                float[] sum = sums.get(nearest);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += utterance.vector()[i];
                }
                centres.set(nearest, unit(sum));
            }
        }
        List<Cluster> clusters = new ArrayList<>();
        centres.forEach(centre -> clusters.add(new Cluster(centre, new ArrayList<>())));
        for (Utterance utterance : utterances) {
            int nearest = nearest(centres, utterance.vector());
            if (nearest >= 0) {
                clusters.get(nearest).members().add(utterance);
            }
        }
        return clusters;
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

    private static List<Emerged> distinct(List<Emerged> rarestFirst) {
        List<Emerged> told = new ArrayList<>();
        Set<String> toldCalls = new HashSet<>();
        for (Emerged emerged : rarestFirst) {
            Set<String> calls = emerged.cluster().calls();
            long shared = calls.stream().filter(toldCalls::contains).count();
            if (shared < SHARED * calls.size() && told.size() < MOST) {
                told.add(emerged);
                toldCalls.addAll(calls);
            }
        }
        return told;
    }

    private static int nearest(List<float[]> centres, float[] vector) {
        int nearest = -1;
        double best = SAME;
        for (int i = 0; i < centres.size(); i++) {
            double cosine = cosine(centres.get(i), vector);
            if (cosine >= best) {
                best = cosine;
                nearest = i;
            }
        }
        return nearest;
    }

    static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static float[] unit(float[] sum) {
        double length = Math.sqrt(cosine(sum, sum));
        float[] unit = Arrays.copyOf(sum, sum.length);
        for (int i = 0; i < unit.length; i++) {
            unit[i] /= (float) length;
        }
        return unit;
    }
}
