package org.wenzheng.search.app.calls;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Repository;
import org.wenzheng.search.app.elasticsearch.SearchEngine;
import org.wenzheng.search.contract.CallDocument;
import org.wenzheng.search.contract.SearchIndices;
import org.wenzheng.search.contract.SegmentDocument;

/** Reads calls and segments from Elasticsearch. */
@Repository
class ElasticsearchCallIndex implements CallIndex {

    private static final int PAGE = 1000;

    private final SearchEngine engine;
    private final DeletedCalls deleted;
    private final UndeletedCalls undeleted;

    ElasticsearchCallIndex(SearchEngine engine, DeletedCalls deleted, UndeletedCalls undeleted) {
        this.engine = engine;
        this.deleted = deleted;
        this.undeleted = undeleted;
    }

    @Override
    public Optional<CallDocument> find(String call) {
        if (deleted.contains(call)) {
            return Optional.empty();
        }
        Query query = present(Query.of(q -> q.ids(i -> i.values(call))));
        SearchResponse<CallDocument> found = engine.ask(client -> client.search(
                s -> s.index(SearchIndices.CALLS)
                        .ignoreUnavailable(true)
                        .size(1)
                        .query(query),
                CallDocument.class));
        return documents(found).stream().findFirst();
    }

    @Override
    public CallPage list(int page, int size) {
        Query query = undeleted.matching(List.of());
        SearchResponse<CallDocument> found = engine.ask(client -> client.search(
                s -> s.index(SearchIndices.CALLS)
                        .ignoreUnavailable(true)
                        .from((page - 1) * size)
                        .size(size)
                        .query(query)
                        .trackTotalHits(t -> t.enabled(true))
                        .sort(sort -> sort.field(f -> f.field("started_at").order(SortOrder.Desc)))
                        .sort(sort -> sort.field(f -> f.field("call").order(SortOrder.Asc))),
                CallDocument.class));
        long total = found.hits().total() == null ? 0 : found.hits().total().value();
        return new CallPage(total, documents(found));
    }

    @Override
    public long countFound(String origin) {
        Query query = undeleted.matching(List.of(
                term("origin", origin),
                Query.of(q -> q.bool(b -> b.mustNot(term("state", "running")))),
                Query.of(q -> q.range(r -> r.number(n -> n.field("segments").gt(0.0))))));
        return engine.ask(client -> client.count(c ->
                        c.index(SearchIndices.CALLS).ignoreUnavailable(true).query(query)))
                .count();
    }

    @Override
    public List<SegmentDocument> segments(String call) {
        Query query = present(term("call", call));
        List<SegmentDocument> segments = new ArrayList<>();
        List<FieldValue> after = List.of();
        while (true) {
            List<FieldValue> last = after;
            SearchResponse<SegmentDocument> found = engine.ask(client -> client.search(
                    s -> {
                        s.index(SearchIndices.SEGMENTS)
                                .ignoreUnavailable(true)
                                .size(PAGE)
                                .query(query)
                                .source(source -> source.filter(f -> f.excludes("vector")))
                                .sort(sort ->
                                        sort.field(f -> f.field("start_ms").order(SortOrder.Asc)))
                                .sort(sort -> sort.field(f -> f.field("segment").order(SortOrder.Asc)));
                        return last.isEmpty() ? s : s.searchAfter(last);
                    },
                    SegmentDocument.class));
            segments.addAll(documents(found));
            List<Hit<SegmentDocument>> hits = found.hits().hits();
            if (hits.size() < PAGE) {
                return segments;
            }
            after = hits.get(hits.size() - 1).sort();
        }
    }

    private static Query present(Query query) {
        return Query.of(q -> q.bool(b -> b.filter(query)
                .mustNot(Query.of(d -> d.term(t -> t.field("deleted").value(true))))));
    }

    private static Query term(String field, String value) {
        return Query.of(q -> q.term(t -> t.field(field).value(value)));
    }

    private static <T> List<T> documents(SearchResponse<T> response) {
        return response.hits().hits().stream()
                .map(Hit::source)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }
}
