package org.wenzheng.search.app.live;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import co.elastic.clients.json.JsonData;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.elasticsearch.SearchEngine;
import org.wenzheng.search.contract.SearchIndices;
import org.wenzheng.search.contract.SegmentDocument;

/**
 * Reads what changed in a call since last time, by the sequence numbers that Elasticsearch gives to writes of an index.
 * Redacted text alone: raw words on Kafka are none of this application's business.
 */
@Component
class LiveSegments {

    private static final int MOST = 1000;

    /** Writes become visible a little out of order; so many are read again. */
    private static final long OVERLAP = 500;

    private final SearchEngine engine;

    LiveSegments(SearchEngine engine) {
        this.engine = engine;
    }

    /** A segment as it is now, and which write made it so. */
    record Change(SegmentDocument segment, long version, long write) {}

    /** Changes since a write, the oldest first; some may have been given before. */
    List<Change> since(String call, long write) {
        Query query = Query.of(q -> q.bool(b -> b.filter(
                        Query.of(f -> f.term(t -> t.field("call").value(call))),
                        Query.of(f -> f.range(r ->
                                r.untyped(u -> u.field("_seq_no").gte(JsonData.of(Math.max(0, write - OVERLAP)))))))
                .mustNot(Query.of(d -> d.term(t -> t.field("deleted").value(true))))));
        SearchResponse<SegmentDocument> found = engine.ask(client -> client.search(
                s -> s.index(SearchIndices.SEGMENTS)
                        .ignoreUnavailable(true)
                        .size(MOST)
                        .query(query)
                        .version(true)
                        .seqNoPrimaryTerm(true)
                        .source(source -> source.filter(f -> f.excludes("vector")))
                        .sort(sort -> sort.field(f -> f.field("_seq_no").order(SortOrder.Asc))),
                SegmentDocument.class));
        List<Change> changes = new ArrayList<>();
        for (Hit<SegmentDocument> hit : found.hits().hits()) {
            SegmentDocument segment = hit.source();
            Long version = hit.version();
            Long number = hit.seqNo();
            if (segment != null && version != null && number != null) {
                changes.add(new Change(segment, version, number));
            }
        }
        return changes;
    }
}
