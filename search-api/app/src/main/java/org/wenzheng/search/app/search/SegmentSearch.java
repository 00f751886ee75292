package org.wenzheng.search.app.search;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.HighlightField;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.wenzheng.search.app.elasticsearch.SearchEngine;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.app.topics.Taxonomy;
import org.wenzheng.search.contract.SearchIndices;
import org.wenzheng.search.contract.SegmentDocument;

/**
 * Searches segments. Words and phrase are one exchange; meaning and fused first rank ids, then fetch one page of them,
 * with totals and facets over the union of both rankings.
 */
@Service
class SegmentSearch {

    /** Deepest hit that a page may show. */
    static final int DEEPEST = 1000;

    private final SearchEngine engine;
    private final QueryVectors vectors;
    private final SearchSettings settings;
    private final Taxonomy taxonomy;

    SegmentSearch(SearchEngine engine, QueryVectors vectors, SearchSettings settings, Taxonomy taxonomy) {
        this.engine = engine;
        this.vectors = vectors;
        this.settings = settings;
        this.taxonomy = taxonomy;
    }

    /** @throws ProblemException 503 while Elasticsearch is away, or the model where meaning alone is asked for */
    SearchResult search(SearchRequest request) {
        if (request.query().isEmpty()) {
            return newest(request);
        }
        return switch (request.mode()) {
            case WORDS -> byText(request, SegmentQueries.words(request.query()));
            case PHRASE -> byText(request, SegmentQueries.phrase(request.query()));
            case MEANING -> byMeaning(request);
            case FUSED -> fused(request);
        };
    }

    private SearchResult newest(SearchRequest request) {
        Query query = SegmentQueries.filtered(SegmentQueries.everything(), request.filter());
        return answer(
                request,
                engine.ask(client -> client.search(
                        s -> page(s, request)
                                .query(query)
                                .from(request.from())
                                .sort(sort -> sort.field(f -> f.field("at").order(SortOrder.Desc)))
                                .sort(sort -> sort.field(f -> f.field("segment").order(SortOrder.Asc))),
                        SegmentDocument.class)));
    }

    private SearchResult byText(SearchRequest request, Query text) {
        Query query = SegmentQueries.filtered(text, request.filter());
        return answer(
                request,
                engine.ask(client ->
                        client.search(s -> page(s, request).query(query).from(request.from()), SegmentDocument.class)));
    }

    private SearchResult byMeaning(SearchRequest request) {
        List<String> ids = nearest(request).orElseThrow(SegmentSearch::modelAway);
        return ranked(request, ids, SegmentQueries.ids(ids));
    }

    private SearchResult fused(SearchRequest request) {
        Optional<List<String>> nearest = nearest(request);
        if (nearest.isEmpty()) {
            return search(request.in(SearchMode.WORDS));
        }
        Query words = SegmentQueries.words(request.query());
        List<String> ids = RankFusion.fuse(List.of(best(words, request.filter()), nearest.get()));
        return ranked(request, ids, SegmentQueries.anyOf(words, nearest.get()));
    }

    /** One page of ids that are ranked already; totals and facets over all that {@code found} finds. */
    private SearchResult ranked(SearchRequest request, List<String> ids, Query found) {
        int from = Math.min(request.from(), ids.size());
        List<String> page = ids.subList(from, Math.min(from + request.size(), ids.size()));
        Query query = SegmentQueries.filtered(found, request.filter());
        SearchResult result = answer(
                request,
                engine.ask(client -> client.search(
                        s -> page(s, request).query(query).postFilter(SegmentQueries.ids(page)),
                        SegmentDocument.class)));
        List<SearchResult.Hit> inOrder = result.hits().stream()
                .sorted(Comparator.comparingInt(hit -> page.indexOf(hit.segment())))
                .toList();
        return new SearchResult(
                result.query(),
                result.mode(),
                result.tookMs(),
                result.totalSegments(),
                result.totalCalls(),
                inOrder,
                result.facets());
    }

    private co.elastic.clients.elasticsearch.core.SearchRequest.Builder page(
            co.elastic.clients.elasticsearch.core.SearchRequest.Builder search, SearchRequest request) {
        search.index(SearchIndices.SEGMENTS)
                .ignoreUnavailable(true)
                .source(source -> source.filter(f -> f.excludes("vector", "words", "redactions")))
                .size(request.size())
                .trackTotalHits(t -> t.enabled(false))
                .aggregations(Facets.aggregations(settings.timeZone()));
        if (!request.query().isEmpty()) {
            Query marked = request.mode() == SearchMode.PHRASE
                    ? SegmentQueries.phrase(request.query())
                    : SegmentQueries.words(request.query());
            search.highlight(h -> h.preTags(Highlights.BEGIN)
                    .postTags(Highlights.END)
                    .numberOfFragments(0)
                    .highlightQuery(marked)
                    .fields(SegmentQueries.TEXT, field())
                    .fields(SegmentQueries.NGRAM, field()));
        }
        return search;
    }

    private static HighlightField field() {
        return HighlightField.of(f -> f);
    }

    /** The best ids by words. */
    private List<String> best(Query words, SegmentFilter filter) {
        Query query = SegmentQueries.filtered(words, filter);
        return ids(engine.ask(client -> client.search(
                s -> s.index(SearchIndices.SEGMENTS)
                        .ignoreUnavailable(true)
                        .source(source -> source.fetch(false))
                        .trackTotalHits(t -> t.enabled(false))
                        .size(DEEPEST)
                        .query(query),
                Void.class)));
    }

    /** The ids of the nearest vectors, nearest first; empty where the query has no vector. */
    private Optional<List<String>> nearest(SearchRequest request) {
        return vectors.of(request.query())
                .map(vector -> ids(engine.ask(client -> client.search(
                        s -> s.index(SearchIndices.SEGMENTS)
                                .ignoreUnavailable(true)
                                .source(source -> source.fetch(false))
                                .size(settings.nearest())
                                .knn(knn -> knn.field("vector")
                                        .queryVector(floats(vector))
                                        .k(settings.nearest())
                                        .numCandidates(Math.max(200, 2 * settings.nearest()))
                                        .similarity(settings.leastSimilarity())
                                        .filter(request.filter().queries())),
                        Void.class))));
    }

    private SearchResult answer(SearchRequest request, SearchResponse<SegmentDocument> response) {
        Map<String, String> states = states(response);
        List<SearchResult.Hit> hits = response.hits().hits().stream()
                .filter(hit -> hit.source() != null)
                .map(hit -> hit(hit, Objects.requireNonNull(hit.source()), states))
                .toList();
        return new SearchResult(
                request.query(),
                request.mode().id(),
                response.took(),
                Facets.totalSegments(response.aggregations()),
                Facets.totalCalls(response.aggregations()),
                hits,
                Facets.read(response.aggregations(), taxonomy.names()));
    }

    private static SearchResult.Hit hit(Hit<SegmentDocument> hit, SegmentDocument segment, Map<String, String> states) {
        List<String> marked =
                hit.highlight().values().stream().flatMap(List::stream).toList();
        return new SearchResult.Hit(
                segment.call(),
                segment.segment(),
                segment.title(),
                segment.office(),
                segment.department(),
                segment.callStartedAt(),
                segment.at(),
                segment.startMs(),
                segment.endMs(),
                segment.role(),
                segment.text(),
                Highlights.offsets(marked),
                segment.sentiment(),
                segment.urgency(),
                segment.topics(),
                segment.confidence(),
                segment.unheard(),
                segment.isFinal(),
                segment.syntheticSpeech(),
                segment.origin(),
                states.get(segment.call()));
    }

    /** A call's document as far as a hit needs it. */
    record CallState(String call, String state) {}

    private Map<String, String> states(SearchResponse<SegmentDocument> response) {
        List<String> calls = response.hits().hits().stream()
                .map(Hit::source)
                .filter(Objects::nonNull)
                .map(SegmentDocument::call)
                .distinct()
                .toList();
        Map<String, String> states = new HashMap<>();
        if (!calls.isEmpty()) {
            SearchResponse<CallState> found = engine.ask(client -> client.search(
                    s -> s.index(SearchIndices.CALLS)
                            .ignoreUnavailable(true)
                            .source(source -> source.filter(f -> f.includes("call", "state")))
                            .size(calls.size())
                            .query(q -> q.ids(i -> i.values(calls))),
                    CallState.class));
            for (Hit<CallState> hit : found.hits().hits()) {
                CallState call = hit.source();
                if (call != null) {
                    states.put(call.call(), call.state());
                }
            }
        }
        return states;
    }

    private static List<String> ids(SearchResponse<?> response) {
        return response.hits().hits().stream()
                .map(Hit::id)
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<Float> floats(float[] vector) {
        Float[] boxed = new Float[vector.length];
        for (int i = 0; i < vector.length; i++) {
            boxed[i] = vector[i];
        }
        return List.of(boxed);
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
