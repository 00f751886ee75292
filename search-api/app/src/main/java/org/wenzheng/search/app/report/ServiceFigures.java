package org.wenzheng.search.app.report;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.calls.UndeletedCalls;
import org.wenzheng.search.app.elasticsearch.SearchEngine;
import org.wenzheng.search.contract.SearchIndices;

/** Computes metrics over calls, one question to the search engine for all of them. */
@Component
class ServiceFigures {

    private static final String COUNTED = "counted";

    private final SearchEngine engine;
    private final UndeletedCalls undeleted;

    ServiceFigures(SearchEngine engine, UndeletedCalls undeleted) {
        this.engine = engine;
        this.undeleted = undeleted;
    }

    /** A value. @param value null where nothing is known; @param n calls that it is about */
    record Value(@Nullable Double value, long n) {}

    /** Values by metric. */
    record Values(Map<ServiceMetric, Value> all) {
        private static final Value NOTHING = new Value(null, 0);

        Value of(ServiceMetric metric) {
            return all.getOrDefault(metric, NOTHING);
        }
    }

    /** All of the given metrics, of the calls of a scope that a condition holds for. */
    Values of(ReportScope scope, Collection<ServiceMetric> metrics, Query... more) {
        Query calls = undeleted.matching(scope.conditions(more));
        Map<String, Aggregation> asked = new HashMap<>();
        for (ServiceMetric metric : metrics) {
            Map<String, Aggregation> inner = new HashMap<>();
            inner.put(COUNTED, Aggregation.of(a -> a.filter(metric.counted())));
            Stream.concat(metric.summed().stream(), metric.over().stream())
                    .distinct()
                    .forEach(field -> inner.put(field, Aggregation.of(a -> a.sum(s -> s.field(field)))));
            asked.put(metric.id(), Aggregation.of(a -> a.filter(metric.among()).aggregations(inner)));
        }
        var answer = engine.ask(client -> client.search(
                s -> s.index(SearchIndices.CALLS)
                        .ignoreUnavailable(true)
                        .size(0)
                        .query(calls)
                        .aggregations(asked),
                Void.class));
        Map<ServiceMetric, Value> values = new EnumMap<>(ServiceMetric.class);
        for (ServiceMetric metric : metrics) {
            values.put(metric, value(metric, answer.aggregations().get(metric.id())));
        }
        return new Values(values);
    }

    private static Value value(ServiceMetric metric, @Nullable Aggregate found) {
        if (found == null || metric.unit() == ServiceMetric.Unit.MISSING) {
            return new Value(null, 0); // no month of calls, or nothing that is written
        }
        var among = found.filter();
        long n = among.docCount();
        if (metric.unit() == ServiceMetric.Unit.CALLS) {
            return new Value((double) n, n);
        }
        if (metric.summed().isEmpty()) {
            Aggregate counted = among.aggregations().get(COUNTED);
            return new Value(
                    n == 0 || counted == null ? null : (double) counted.filter().docCount() / n, n);
        }
        double sum = sum(among.aggregations(), metric.summed());
        double over = metric.over().isEmpty() ? n : sum(among.aggregations(), metric.over());
        return new Value(over == 0 ? null : metric.scaled(sum / over), n);
    }

    private static double sum(Map<String, Aggregate> sums, Collection<String> fields) {
        return fields.stream()
                .mapToDouble(field -> {
                    Aggregate sum = sums.get(field);
                    Double value = sum == null ? null : sum.sum().value();
                    return value == null ? 0 : value;
                })
                .sum();
    }
}
