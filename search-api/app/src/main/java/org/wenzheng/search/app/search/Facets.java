package org.wenzheng.search.app.search;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.CalendarInterval;
import co.elastic.clients.elasticsearch._types.aggregations.DateHistogramBucket;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.util.NamedValue;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wenzheng.search.app.search.SearchResult.FacetValue;

/** Facets of the segments found: each value with the number of its calls, not of its segments. */
final class Facets {

    private static final String CALLS = "calls";
    private static final String SEGMENTS = "segments";
    private static final String DAY = "day";

    /** Exact up to this many calls a value, estimated (HyperLogLog++) beyond. */
    private static final int EXACT_TO = 3000;

    private static final int VALUES = 100;

    /** Facet → field of the segment. */
    private static final Map<String, String> FIELDS =
            Map.of("topic", "topics", "sentiment", "sentiment", "role", "role", "office", "office", "origin", "origin");

    private static final Map<String, Map<String, String>> NAMES = Map.of(
            "sentiment", Map.of("negative", "负面", "neutral", "中性", "positive", "正面", "unsure", "不确定"),
            "role", Map.of("citizen", "市民", "staff", "窗口人员", "digital_human", "数字人", "guest", "同行人"),
            "origin", Map.of("live", "实时通话", "replay", "录音导入", "demo", "演示"));

    private Facets() {}

    static Map<String, Aggregation> aggregations(ZoneId zone) {
        Map<String, Aggregation> aggregations = new LinkedHashMap<>();
        FIELDS.forEach((facet, field) -> aggregations.put(facet, Aggregation.of(a -> a.terms(
                        t -> t.field(field).size(VALUES).order(NamedValue.of(CALLS, SortOrder.Desc)))
                .aggregations(CALLS, calls()))));
        aggregations.put(DAY, Aggregation.of(a -> a.dateHistogram(d -> d.field("call_started_at")
                        .calendarInterval(CalendarInterval.Day)
                        .timeZone(zone.getId())
                        .format("yyyy-MM-dd")
                        .minDocCount(1))
                .aggregations(CALLS, calls())));
        aggregations.put(CALLS, calls());
        aggregations.put(SEGMENTS, Aggregation.of(a -> a.valueCount(v -> v.field("segment"))));
        return aggregations;
    }

    private static Aggregation calls() {
        return Aggregation.of(a -> a.cardinality(c -> c.field("call").precisionThreshold(EXACT_TO)));
    }

    static long totalCalls(Map<String, Aggregate> answer) {
        return calls(answer);
    }

    static long totalSegments(Map<String, Aggregate> answer) {
        Aggregate segments = answer.get(SEGMENTS);
        Double value = segments == null ? null : segments.valueCount().value();
        return value == null ? 0 : value.longValue();
    }

    /** Reads the answer; topics get their names from the taxonomy. */
    static Map<String, List<FacetValue>> read(Map<String, Aggregate> answer, Map<String, String> topicNames) {
        Map<String, List<FacetValue>> facets = new LinkedHashMap<>();
        for (String facet : List.of("topic", "sentiment", "role", "office", "origin")) {
            Map<String, String> names = facet.equals("topic") ? topicNames : NAMES.getOrDefault(facet, Map.of());
            Aggregate values = answer.get(facet);
            // Without any index Elasticsearch answers without values.
            List<StringTermsBucket> buckets = values != null && values.isSterms()
                    ? values.sterms().buckets().array()
                    : List.of();
            facets.put(
                    facet, buckets.stream().map(bucket -> value(bucket, names)).toList());
        }
        Aggregate days = answer.get(DAY);
        List<DateHistogramBucket> buckets = days != null && days.isDateHistogram()
                ? days.dateHistogram().buckets().array()
                : List.of();
        facets.put(DAY, buckets.stream().map(Facets::day).toList());
        return facets;
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
