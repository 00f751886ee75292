package org.wenzheng.search.app.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which segments may be found. Values of one field are alternatives; fields add up; an empty list lets everything pass.
 *
 * @param from inclusive
 * @param to exclusive
 */
record SegmentFilter(
        List<String> topics,
        List<String> sentiments,
        List<String> roles,
        List<String> offices,
        List<String> origins,
        List<String> calls,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** What never scores: conditions, and that the segment was neither deleted nor wholly unheard. */
    List<Query> queries() {
        List<Query> queries = new ArrayList<>();
        queries.add(Query.of(q -> q.bool(b -> b.mustNot(isTrue("deleted"), isTrue("unheard")))));
        anyOf(queries, "topics", topics);
        anyOf(queries, "sentiment", sentiments);
        anyOf(queries, "role", roles);
        anyOf(queries, "office", offices);
        anyOf(queries, "origin", origins);
        anyOf(queries, "call", calls);
        if (from != null || to != null) {
            queries.add(Query.of(q -> q.range(r -> r.date(d -> {
                d.field("at");
                if (from != null) {
                    d.gte(from.toString());
                }
                if (to != null) {
                    d.lt(to.toString());
                }
                return d;
            }))));
        }
        return queries;
    }

    private static Query isTrue(String field) {
        return Query.of(q -> q.term(t -> t.field(field).value(true)));
    }

    private static void anyOf(List<Query> queries, String field, List<String> values) {
        if (!values.isEmpty()) {
            List<FieldValue> alternatives = values.stream().map(FieldValue::of).toList();
            queries.add(Query.of(q -> q.terms(t -> t.field(field).terms(v -> v.value(alternatives)))));
        }
    }
}
