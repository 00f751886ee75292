package org.wenzheng.search.app.search;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchRequest;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.HighlightField;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.elasticsearch.SearchEngine;
import org.wenzheng.search.app.time.OfficeTime;
import org.wenzheng.search.app.topics.Taxonomy;
import org.wenzheng.search.contract.SearchIndices;
import org.wenzheng.search.contract.SegmentDocument;

/** Fetches one page of segments, with marks in their text, and totals and facets of all that was found. */
@Component
class SegmentPages {

    /** Deepest hit that a page may show. */
    static final int DEEPEST = 1000;

    private final SearchEngine engine;
    private final CallStates states;
    private final OfficeTime time;
    private final Taxonomy taxonomy;

    SegmentPages(SearchEngine engine, CallStates states, OfficeTime time, Taxonomy taxonomy) {
        this.engine = engine;
        this.states = states;
        this.time = time;
        this.taxonomy = taxonomy;
    }

    /** Everything that passes the filter, the latest words first. */
    SearchResult newest(Inquiry inquiry) {
        FacetScope scope = FacetScope.of(inquiry.filter(), SegmentQueries::passing);
        return fetch(inquiry, scope, search -> search.query(scope.any())
                .postFilter(scope.all())
                .from(inquiry.from())
                .sort(sort -> sort.field(f -> f.field("at").order(SortOrder.Desc)))
                .sort(sort -> sort.field(f -> f.field("segment").order(SortOrder.Asc))));
    }

    /** What a query finds, in the order of its scores. */
    SearchResult matching(Inquiry inquiry, Query text) {
        FacetScope scope = FacetScope.of(inquiry.filter(), SegmentQueries::passing);
        Query query = Query.of(q -> q.bool(b -> b.must(text).filter(scope.any())));
        return fetch(inquiry, scope, search -> search.query(query)
                .postFilter(scope.all())
                .from(inquiry.from()));
    }

    /**
     * A page of ids that are ranked already.
     *
     * @param scope of everything that was found, for totals and facets
     */
    SearchResult ranked(Inquiry inquiry, List<String> ids, FacetScope scope) {
        int from = Math.min(inquiry.from(), ids.size());
        List<String> page = ids.subList(from, Math.min(from + inquiry.size(), ids.size()));
        SearchResult result =
                fetch(inquiry, scope, search -> search.query(scope.any()).postFilter(SegmentQueries.ids(page)));
        return result.with(result.hits().stream()
                .sorted(Comparator.comparingInt(hit -> page.indexOf(hit.segment())))
                .toList());
    }

    private SearchResult fetch(Inquiry inquiry, FacetScope scope, UnaryOperator<SearchRequest.Builder> found) {
        SearchResponse<SegmentDocument> response = engine.ask(
                client -> client.search(search -> found.apply(common(search, inquiry, scope)), SegmentDocument.class));
        List<String> calls = response.hits().hits().stream()
                .map(Hit::source)
                .filter(Objects::nonNull)
                .map(SegmentDocument::call)
                .distinct()
                .toList();
        Map<String, String> itsStates = states.of(calls);
        List<SearchResult.Hit> hits = response.hits().hits().stream()
                .filter(hit -> hit.source() != null)
                .map(hit -> hit(hit, Objects.requireNonNull(hit.source()), itsStates))
                .toList();
        return new SearchResult(
                inquiry.query(),
                inquiry.mode().id(),
                response.took(),
                Facets.totalSegments(response.aggregations()),
                Facets.totalCalls(response.aggregations()),
                hits,
                Facets.read(response.aggregations(), taxonomy.names()));
    }

    private SearchRequest.Builder common(SearchRequest.Builder search, Inquiry inquiry, FacetScope scope) {
        search.index(SearchIndices.SEGMENTS)
                .ignoreUnavailable(true)
                .source(source -> source.filter(f -> f.excludes("vector", "words", "redactions")))
                .size(inquiry.size())
                .trackTotalHits(t -> t.enabled(false))
                .aggregations(Facets.aggregations(scope, time.zone()));
        if (!inquiry.query().isEmpty()) {
            Query marked = inquiry.mode() == SearchMode.PHRASE
                    ? SegmentQueries.phrase(inquiry.query())
                    : SegmentQueries.words(inquiry.query());
            search.highlight(h -> h.preTags(Highlights.BEGIN)
                    .postTags(Highlights.END)
                    .numberOfFragments(0)
                    .highlightQuery(marked)
                    .fields(SegmentQueries.TEXT, HighlightField.of(f -> f))
                    .fields(SegmentQueries.NGRAM, HighlightField.of(f -> f)));
        }
        return search;
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
}
