package org.wenzheng.search.app.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.elasticsearch.SearchEngine;
import org.wenzheng.search.contract.SearchIndices;

/** Ranks ids of segments, best first, without fetching the segments. */
@Component
class SegmentRanking {

    /** Vectors that are compared for each that is found. */
    private static final int CANDIDATES_A_HIT = 4;

    private final SearchEngine engine;
    private final SearchSettings settings;

    SegmentRanking(SearchEngine engine, SearchSettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    /** The best by BM25, as many as pages may show. */
    List<String> byWords(Query words, SegmentFilter filter) {
        Query query = SegmentQueries.filtered(words, filter);
        return ids(engine.ask(client -> client.search(
                s -> s.index(SearchIndices.SEGMENTS)
                        .ignoreUnavailable(true)
                        .source(source -> source.fetch(false))
                        .trackTotalHits(t -> t.enabled(false))
                        .size(SegmentPages.DEEPEST)
                        .query(query),
                Void.class)));
    }

    /** The nearest to a unit vector, none below the least similarity. */
    List<String> byMeaning(float[] vector, SegmentFilter filter) {
        return ids(engine.ask(client -> client.search(
                s -> s.index(SearchIndices.SEGMENTS)
                        .ignoreUnavailable(true)
                        .source(source -> source.fetch(false))
                        .size(settings.nearest())
                        .knn(knn -> knn.field("vector")
                                .queryVector(boxed(vector))
                                .k(settings.nearest())
                                .numCandidates(CANDIDATES_A_HIT * settings.nearest())
                                .similarity(settings.leastSimilarity())
                                .filter(filter.queries())),
                Void.class)));
    }

    private static List<String> ids(SearchResponse<?> response) {
        return response.hits().hits().stream()
                .map(Hit::id)
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<Float> boxed(float[] vector) {
        Float[] boxed = new Float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            boxed[i] = vector[i];
        }
        return List.of(boxed);
    }
}
