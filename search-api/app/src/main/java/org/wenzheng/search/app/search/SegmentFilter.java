package org.wenzheng.search.app.search;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which segments may be found. Values of one field are alternatives; fields add up; an empty list lets everything pass.
 *
 * @param hiddenCalls of which nothing is found
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
        List<String> hiddenCalls,
        @Nullable Instant from,
        @Nullable Instant to) {

    /** What never scores: all conditions, and that the segment was neither deleted nor wholly unheard. */
    List<Query> queries() {
        List<Query> queries = new ArrayList<>(always());
        queries.addAll(chosen().values());
        return queries;
    }

    /** What holds whichever values of facets are chosen. */
    List<Query> always() {
        List<Query> queries = new ArrayList<>();
        queries.add(Query.of(q -> q.bool(b -> b.mustNot(isTrue("deleted"), isTrue("unheard")))));
        if (!calls.isEmpty()) {
            queries.add(anyOf("call", calls));
        }
        if (!hiddenCalls.isEmpty()) {
            queries.add(Query.of(q -> q.bool(b -> b.mustNot(anyOf("call", hiddenCalls)))));
        }
        return queries;
    }

    /** The condition of each facet of which values are chosen. */
    Map<String, Query> chosen() {
        Map<String, Query> chosen = new LinkedHashMap<>();
        values().forEach((facet, values) -> {
            if (!values.isEmpty()) {
                chosen.put(facet, anyOf(Facets.field(facet), values));
            }
        });
        if (from != null || to != null) {
            chosen.put(Facets.DAY, between(from, to));
        }
        return chosen;
    }

    /** The same, with every value of one facet let pass. */
    SegmentFilter without(String facet) {
        Map<String, List<String>> values = values();
        values.replace(facet, List.of());
        boolean ofDays = facet.equals(Facets.DAY);
        return new SegmentFilter(
                values.getOrDefault(Facets.TOPIC, List.of()),
                values.getOrDefault(Facets.SENTIMENT, List.of()),
                values.getOrDefault(Facets.ROLE, List.of()),
                values.getOrDefault(Facets.OFFICE, List.of()),
                values.getOrDefault(Facets.ORIGIN, List.of()),
                calls,
                hiddenCalls,
                ofDays ? null : from,
                ofDays ? null : to);
    }

    private Map<String, List<String>> values() {
        Map<String, List<String>> values = new LinkedHashMap<>();
        values.put(Facets.TOPIC, topics);
        values.put(Facets.SENTIMENT, sentiments);
        values.put(Facets.ROLE, roles);
        values.put(Facets.OFFICE, offices);
        values.put(Facets.ORIGIN, origins);
        return values;
    }

    private static Query between(@Nullable Instant from, @Nullable Instant to) {
        return Query.of(q -> q.range(r -> r.date(d -> {
            d.field("at");
            if (from != null) {
                d.gte(from.toString());
            }
            if (to != null) {
                d.lt(to.toString());
            }
            return d;
        })));
    }

    private static Query isTrue(String field) {
        return Query.of(q -> q.term(t -> t.field(field).value(true)));
    }

    private static Query anyOf(String field, List<String> values) {
        List<FieldValue> alternatives = values.stream().map(FieldValue::of).toList();
        return Query.of(q -> q.terms(t -> t.field(field).terms(v -> v.value(alternatives))));
    }
}
