package org.wenzheng.search.app.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009): the score is the sum of 1 / (k + rank). */
final class RankFusion {

    private static final int K = 60;

    private RankFusion() {}

    /**
     * Fuses rankings, best first.
     *
     * @return every id once; of equal scores the one that an earlier ranking has first
     */
    static List<String> fuse(List<List<String>> rankings) {
        Map<String, Double> scores = new LinkedHashMap<>();
        for (List<String> ranking : rankings) {
            for (int i = 0; i < ranking.size(); i++) {
                scores.merge(ranking.get(i), 1.0 / (K + i + 1), Double::sum);
            }
        }
        return scores.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .map(Map.Entry::getKey)
                .toList();
    }
}
