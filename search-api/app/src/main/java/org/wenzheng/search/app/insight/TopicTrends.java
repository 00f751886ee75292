package org.wenzheng.search.app.insight;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.aggregations.StringTermsBucket;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.calls.UndeletedCalls;
import org.wenzheng.search.app.elasticsearch.SearchEngine;
import org.wenzheng.search.app.topics.Taxonomy;
import org.wenzheng.search.contract.SearchIndices;
import org.wenzheng.search.contract.SegmentDocument;

/** Counts calls by topic in two periods. */
@Component
class TopicTrends {

    private static final int MOST_TOPICS = 100;
    private static final String TOPICS = "topics";
    private static final String DEMO = "demo";
    private static final String NEGATIVE = "negative";
    private static final String NOT_KNOWN = "not_known";

    private final SearchEngine engine;
    private final UndeletedCalls undeleted;
    private final Taxonomy taxonomy;

    TopicTrends(SearchEngine engine, UndeletedCalls undeleted, Taxonomy taxonomy) {
        this.engine = engine;
        this.undeleted = undeleted;
        this.taxonomy = taxonomy;
    }

    /**
     * A topic in both periods. A call may be about more than one.
     *
     * @param negative calls of the period whose caller was in a bad mood on the whole
     * @param notKnown calls of the period in which the digital human could answer nothing
     */
    record Trend(String topic, String name, long calls, long callsBefore, long negative, long notKnown) {}

    /**
     * @param calls of the period in all, whatever their topics
     * @param demo those of them that are invented
     */
    record Trends(
            Instant from, Instant to, Instant before, long calls, long callsBefore, long demo, List<Trend> topics) {}

    private record Counts(long calls, long demo, Map<String, Counted> topics) {}

    private record Counted(long calls, long negative, long notKnown) {
        static final Counted NONE = new Counted(0, 0, 0);
    }

    /** @param to end of the period; the one before it is as long */
    Trends find(Instant to, Duration period) {
        Instant from = to.minus(period);
        Instant before = from.minus(period);
        Counts now = count(from, to);
        Counts earlier = count(before, from);
        Map<String, String> names = taxonomy.names();
        TreeSet<String> topics = new TreeSet<>(now.topics().keySet());
        topics.addAll(earlier.topics().keySet());
        List<Trend> trends = topics.stream()
                .map(topic -> {
                    Counted its = now.topics().getOrDefault(topic, Counted.NONE);
                    return new Trend(
                            topic,
                            names.getOrDefault(topic, topic),
                            its.calls(),
                            earlier.topics().getOrDefault(topic, Counted.NONE).calls(),
                            its.negative(),
                            its.notKnown());
                })
                .sorted(Comparator.comparingLong(Trend::calls).reversed())
                .toList();
        return new Trends(from, to, before, now.calls(), earlier.calls(), now.demo(), trends);
    }

    private Counts count(Instant from, Instant to) {
        Query period = undeleted.matching(List.of(Query.of(f -> f.range(
                r -> r.date(d -> d.field("started_at").gte(from.toString()).lt(to.toString()))))));
        var answer = engine.ask(client -> client.search(
                s -> s.index(SearchIndices.CALLS)
                        .ignoreUnavailable(true)
                        .size(0)
                        .trackTotalHits(t -> t.enabled(true))
                        .query(period)
                        .aggregations(DEMO, those("origin", DEMO))
                        .aggregations(
                                TOPICS, a -> a.terms(t -> t.field("topics").size(MOST_TOPICS))
                                        .aggregations(NEGATIVE, those("sentiment", NEGATIVE))
                                        .aggregations(NOT_KNOWN, those("outcome", SegmentDocument.NOT_KNOWN))),
                Void.class));
        Map<String, Counted> topics = new HashMap<>();
        Aggregate counted = answer.aggregations().get(TOPICS);
        if (counted != null && counted.isSterms()) {
            for (StringTermsBucket bucket : counted.sterms().buckets().array()) {
                topics.put(
                        bucket.key().stringValue(),
                        new Counted(bucket.docCount(), of(bucket, NEGATIVE), of(bucket, NOT_KNOWN)));
            }
        }
        var total = answer.hits().total();
        Aggregate demo = answer.aggregations().get(DEMO);
        return new Counts(
                total == null ? 0 : total.value(),
                demo == null ? 0 : demo.filter().docCount(),
                topics);
    }

    private static Aggregation those(String field, String value) {
        return Aggregation.of(a -> a.filter(f -> f.term(t -> t.field(field).value(value))));
    }

    private static long of(StringTermsBucket bucket, String name) {
        Aggregate filtered = bucket.aggregations().get(name);
        return filtered == null ? 0 : filtered.filter().docCount();
    }
}
