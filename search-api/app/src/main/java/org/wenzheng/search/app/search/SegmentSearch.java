package org.wenzheng.search.app.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
        List<String> ids = nearest(inquiry).orElseThrow(SegmentSearch::modelAway);
        return pages.ranked(inquiry, ids, SegmentQueries.ids(ids));
    }

    /** By words alone where the model is away: half an answer is better than none, and says what it is. */
    private SearchResult fused(Inquiry inquiry) {
        Optional<List<String>> nearest = nearest(inquiry);
        if (nearest.isEmpty()) {
            return search(inquiry.in(SearchMode.WORDS));
        }
        Query words = SegmentQueries.words(inquiry.query());
        List<String> ids = RankFusion.fuse(List.of(ranking.byWords(words, inquiry.filter()), nearest.get()));
        return pages.ranked(inquiry, ids, SegmentQueries.anyOf(words, nearest.get()));
    }

    private Optional<List<String>> nearest(Inquiry inquiry) {
        return vectors.of(inquiry.query()).map(vector -> ranking.byMeaning(vector, inquiry.filter()));
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
