package org.wenzheng.search.app.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;

/**
 * Searches segments. Words and phrase are one exchange with Elasticsearch; meaning and fused first rank ids, then fetch one
 * page of them, with totals and facets over the union of both rankings.
 */
@Service
class SegmentSearch {

    private final SegmentPages pages;
    private final SegmentRanking ranking;
    private final QueryVectors vectors;

    SegmentSearch(SegmentPages pages, SegmentRanking ranking, QueryVectors vectors) {
        this.pages = pages;
        this.ranking = ranking;
        this.vectors = vectors;
    }

    /** @throws ProblemException 503 while Elasticsearch is away, or the model where meaning alone is asked for */
    SearchResult search(Inquiry inquiry) {
        if (inquiry.query().isEmpty()) {
            return pages.newest(inquiry);
        }
        return switch (inquiry.mode()) {
            case WORDS -> pages.matching(inquiry, SegmentQueries.words(inquiry.query()));
            case PHRASE -> pages.matching(inquiry, SegmentQueries.phrase(inquiry.query()));
            case MEANING -> byMeaning(inquiry);
            case FUSED -> fused(inquiry);
        };
    }

    private SearchResult byMeaning(Inquiry inquiry) {
        float[] vector = vectors.of(inquiry.query()).orElseThrow(SegmentSearch::modelAway);
        Function<SegmentFilter, List<String>> nearest = nearest(vector);
        return pages.ranked(
                inquiry,
                nearest.apply(inquiry.filter()),
                FacetScope.of(inquiry.filter(), filter -> SegmentQueries.ids(nearest.apply(filter))));
    }

    /** By words alone where the model is away: half an answer is better than none, and says what it is. */
    private SearchResult fused(Inquiry inquiry) {
        Optional<float[]> found = vectors.of(inquiry.query());
        if (found.isEmpty()) {
            return search(inquiry.in(SearchMode.WORDS));
        }
        Function<SegmentFilter, List<String>> nearest = nearest(found.get());
        Query words = SegmentQueries.words(inquiry.query());
        List<String> ids =
                RankFusion.fuse(List.of(ranking.byWords(words, inquiry.filter()), nearest.apply(inquiry.filter())));
        FacetScope scope = FacetScope.of(
                inquiry.filter(),
                filter -> SegmentQueries.filtered(SegmentQueries.anyOf(words, nearest.apply(filter)), filter));
        return pages.ranked(inquiry, ids, scope);
    }

    /** The nearest that a filter lets pass, asked for once a filter. */
    private Function<SegmentFilter, List<String>> nearest(float[] vector) {
        Map<SegmentFilter, List<String>> known = new HashMap<>();
        return filter -> known.computeIfAbsent(filter, each -> ranking.byMeaning(vector, each));
    }

    private static ProblemException modelAway() {
        Problem problem = new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "meaning-unavailable",
                "Search by meaning is away",
                "The embedding model is not loaded; search with mode=words, or look at ./run logs search-api.");
        return ProblemException.later(problem, Duration.ofMinutes(1), null);
    }
}
