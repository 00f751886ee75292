package org.wenzheng.search.app.search;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CalendarInterval;
import co.elastic.clients.elasticsearch._types.aggregations.DateHistogramBucket;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.util.NamedValue;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wenzheng.search.app.search.SearchResult.FacetValue;

/**
 * Facets of the segments found: each value with the number of its calls, not of its segments. A facet of which values are
 * chosen is counted under every filter but its own, so that a chosen value does not hide its siblings.
 */
final class Facets {

    static final String TOPIC = "topic";
    static final String SENTIMENT = "sentiment";
    static final String ROLE = "role";
    static final String OFFICE = "office";
    static final String ORIGIN = "origin";
    static final String DAY = "day";

    private static final List<String> BY_VALUE = List.of(TOPIC, SENTIMENT, ROLE, OFFICE, ORIGIN);

    /** Holds what passes all filters: totals, and the facets of which nothing is chosen. */
    private static final String FOUND = "found";

    private static final String CALLS = "calls";
    private static final String SEGMENTS = "segments";

    /** Exact up to this many calls a value, estimated (HyperLogLog++) beyond. */
    private static final int EXACT_TO = 3000;

    private static final int VALUES = 100;

    private static final Map<String, Map<String, String>> NAMES = Map.of(
            SENTIMENT, Map.of("negative", "负面", "neutral", "中性", "positive", "正面", "unsure", "不确定"),
            ROLE, Map.of("citizen", "市民", "staff", "窗口人员", "digital_human", "数字人", "guest", "同行人"),
            ORIGIN, Map.of("live", "实时通话", "replay", "录音导入", "demo", "演示"));

    private Facets() {}

    /** How a value of a facet is called, itself where it has no name. */
    static String name(String facet, String value) {
        return NAMES.getOrDefault(facet, Map.of()).getOrDefault(value, value);
    }

    /** The segment's field that a facet of values counts. */
    static String field(String facet) {
        return facet.equals(TOPIC) ? "topics" : facet;
    }

    /** Aggregations over a search that lets more pass than the filters do. */
    static Map<String, Aggregation> aggregations(FacetScope scope, ZoneId zone) {
        Map<String, Aggregation> unchosen = new LinkedHashMap<>();
        unchosen.put(CALLS, calls());
        unchosen.put(SEGMENTS, Aggregation.of(a -> a.valueCount(v -> v.field("segment"))));
        Map<String, Aggregation> aggregations = new LinkedHashMap<>();
        values(zone).forEach((facet, values) -> {
            Query others = scope.others().get(facet);
            if (others == null) {
                unchosen.put(facet, values);
            } else {
                aggregations.put(facet, Aggregation.of(a -> a.filter(others).aggregations(facet, values)));
            }
        });
        aggregations.put(FOUND, Aggregation.of(a -> a.filter(scope.all()).aggregations(unchosen)));
        return aggregations;
    }

    private static Map<String, Aggregation> values(ZoneId zone) {
        Map<String, Aggregation> values = new LinkedHashMap<>();
        for (String facet : BY_VALUE) {
            values.put(facet, Aggregation.of(a -> a.terms(
                            t -> t.field(field(facet)).size(VALUES).order(NamedValue.of(CALLS, SortOrder.Desc)))
                    .aggregations(CALLS, calls())));
        }
        values.put(DAY, Aggregation.of(a -> a.dateHistogram(d -> d.field("call_started_at")
                        .calendarInterval(CalendarInterval.Day)
                        .timeZone(zone.getId())
                        .format("yyyy-MM-dd")
                        .minDocCount(1))
                .aggregations(CALLS, calls())));
        return values;
    }

    private static Aggregation calls() {
        return Aggregation.of(a -> a.cardinality(c -> c.field("call").precisionThreshold(EXACT_TO)));
    }

    static long totalCalls(Map<String, Aggregate> answer) {
        return calls(within(answer, FOUND));
    }

    static long totalSegments(Map<String, Aggregate> answer) {
        Aggregate segments = within(answer, FOUND).get(SEGMENTS);
        Double value = segments == null ? null : segments.valueCount().value();
        return value == null ? 0 : value.longValue();
    }

    /** Reads the answer; topics get their names from the taxonomy. */
    static Map<String, List<FacetValue>> read(Map<String, Aggregate> answer, Map<String, String> topicNames) {
        Map<String, List<FacetValue>> facets = new LinkedHashMap<>();
        for (String facet : BY_VALUE) {
            Map<String, String> names = facet.equals(TOPIC) ? topicNames : NAMES.getOrDefault(facet, Map.of());
            Aggregate values = facet(answer, facet);
            // Without any index Elasticsearch answers without values.
            List<StringTermsBucket> buckets = values != null && values.isSterms()
                    ? values.sterms().buckets().array()
                    : List.of();
            facets.put(
                    facet, buckets.stream().map(bucket -> value(bucket, names)).toList());
        }
        Aggregate days = facet(answer, DAY);
        List<DateHistogramBucket> buckets = days != null && days.isDateHistogram()
                ? days.dateHistogram().buckets().array()
                : List.of();
        facets.put(DAY, buckets.stream().map(Facets::day).toList());
        return facets;
    }

    private static @Nullable Aggregate facet(Map<String, Aggregate> answer, String facet) {
        return within(answer, answer.containsKey(facet) ? facet : FOUND).get(facet);
    }

    private static Map<String, Aggregate> within(Map<String, Aggregate> answer, String filter) {
        Aggregate filtered = answer.get(filter);
        return filtered != null && filtered.isFilter() ? filtered.filter().aggregations() : Map.of();
    }

    private static FacetValue value(StringTermsBucket bucket, Map<String, String> names) {
        String key = bucket.key().stringValue();
        return new FacetValue(key, names.getOrDefault(key, key), calls(bucket.aggregations()));
    }

    private static FacetValue day(DateHistogramBucket bucket) {
        String key = bucket.keyAsString() == null ? Long.toString(bucket.key()) : bucket.keyAsString();
        return new FacetValue(key, key, calls(bucket.aggregations()));
    }

    private static long calls(Map<String, Aggregate> aggregates) {
        Aggregate calls = aggregates.get(CALLS);
        return calls == null ? 0 : calls.cardinality().value();
    }
}
