package org.wenzheng.search.app.search;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Of search; defaults stand in {@code application.yml}.
 *
 * @param nearest most hits that a search by meaning gives
 * @param leastSimilarity cosine below which a text is another matter, 0..1
 */
@ConfigurationProperties("wenzheng.search")
record SearchSettings(int nearest, float leastSimilarity) {

    SearchSettings {
        if (nearest < 1 || nearest > 1000 || leastSimilarity < 0 || leastSimilarity > 1) {
            throw new IllegalArgumentException(
                    "wenzheng.search: nearest must lie in 1..1000 and least-similarity in 0..1.");
        }
    }
}
