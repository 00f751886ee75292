package org.wenzheng.search.app.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Agglomerative clustering by average linkage (UPGMA): the two clusters whose members are nearest to each other in the mean are
 * joined, until none are near enough. Time grows with the square of the calls in practice, memory with it: for some thousand.
 */
final class AverageLinkage {

    private static final float GONE = Float.NEGATIVE_INFINITY;

    private final List<List<SpokenCall>> members = new ArrayList<>();
    /** Mean cosine of two clusters' members; {@link #GONE} with itself and with those that were joined to others. */
    private final float[][] linkage;
    /** The nearest of each cluster. */
    private final int[] nearest;

    private final double least;

    AverageLinkage(List<SpokenCall> calls, double least) {
        int count = calls.size();
        this.least = least;
        this.linkage = new float[count][count];
        this.nearest = new int[count];
        for (int i = 0; i < count; i++) {
            members.add(new ArrayList<>(List.of(calls.get(i))));
            linkage[i][i] = GONE;
            for (int j = 0; j < i; j++) {
                float cosine = (float)
                        SpokenCall.dot(calls.get(i).vector(), calls.get(j).vector());
                linkage[i][j] = cosine;
                linkage[j][i] = cosine;
            }
        }
        for (int i = 0; i < count; i++) {
            nearest[i] = nearestTo(i);
        }
    }

    List<List<SpokenCall>> clusters() {
        for (int a = closest(); a >= 0; a = closest()) {
            join(a, nearest[a]);
        }
        return members.stream().filter(each -> !each.isEmpty()).toList();
    }

    /** A cluster that is near enough to its nearest, none of which are nearer; -1 where none is. */
    private int closest() {
        int closest = -1;
        double best = least;
        for (int i = 0; i < nearest.length; i++) {
            if (!members.get(i).isEmpty() && linkage[i][nearest[i]] >= best) {
                best = linkage[i][nearest[i]];
                closest = i;
            }
        }
        return closest;
    }

    private void join(int a, int b) {
        int sizeA = members.get(a).size();
        int sizeB = members.get(b).size();
        for (int c = 0; c < nearest.length; c++) {
            if (c != a && c != b && !members.get(c).isEmpty()) {
                float joined = (sizeA * linkage[a][c] + sizeB * linkage[b][c]) / (sizeA + sizeB);
                linkage[a][c] = joined;
                linkage[c][a] = joined;
                linkage[c][b] = GONE;
            }
        }
        Arrays.fill(linkage[b], GONE);
        linkage[a][b] = GONE;
        members.get(a).addAll(members.get(b));
        members.get(b).clear();
        for (int c = 0; c < nearest.length; c++) {
            if (!members.get(c).isEmpty() && (c == a || nearest[c] == a || nearest[c] == b)) {
                nearest[c] = nearestTo(c);
            } else if (!members.get(c).isEmpty() && linkage[c][a] > linkage[c][nearest[c]]) {
                nearest[c] = a;
            }
        }
    }

    private int nearestTo(int cluster) {
        int best = cluster;
        for (int i = 0; i < nearest.length; i++) {
            if (linkage[cluster][i] > linkage[cluster][best]) {
                best = i;
            }
        }
        return best;
    }
}
