package org.wenzheng.search.app.insight;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.calls.UndeletedCalls;
import org.wenzheng.search.app.elasticsearch.SearchEngine;
import org.wenzheng.search.contract.SearchIndices;
import org.wenzheng.search.contract.SegmentDocument;

/** Finds what emerged in the words of the index. */
@Component
class EmergingMatters {

    /** Utterances that are looked at of the window, and of the time before: the latest. */
    private static final int MOST = 10_000;

    /** Calls of a window that are clustered, the latest; their square is held. */
    private static final int MOST_CALLS = 2_000;

    /** Shorter ones mean nothing by themselves. */
    private static final int SHORTEST = 6;

    private static final int QUOTES = 3;
    private static final int LEAST_FOR_QUOTES = 5;
    private static final int TERMS = 8;

    private final SearchEngine engine;
    private final UndeletedCalls undeleted;

    EmergingMatters(SearchEngine engine, UndeletedCalls undeleted) {
        this.engine = engine;
        this.undeleted = undeleted;
    }

    /**
     * Compares a window with the time before it.
     *
     * @param to end of the window
     */
    Emerging find(Instant to, Duration window, Duration compared) {
        Instant from = to.minus(window);
        Instant before = from.minus(compared);
        List<Utterance> now = utterances(spoken(from, to));
        List<Utterance> earlier = utterances(spoken(before, from));
        float[] common = SpokenCall.common(now, earlier, SearchIndices.DIMENSIONS);
        List<SpokenCall> all = SpokenCall.of(now, common);
        List<SpokenCall> calls = all.subList(0, Math.min(MOST_CALLS, all.size()));
        List<SpokenCall> callsBefore = SpokenCall.of(earlier, common);
        List<Matter> matters =
                Emergence.find(calls, callsBefore).stream().map(this::matter).toList();
        return new Emerging(from, to, before, calls.size(), callsBefore.size(), matters);
    }

    private Matter matter(Emergence.Emerged emerged) {
        float[] mean = emerged.cluster().mean();
        List<SpokenCall> calls = emerged.cluster().calls().stream()
                .sorted(Comparator.comparingDouble(call -> -SpokenCall.dot(mean, call.vector())))
                .toList();
        List<Utterance> central =
                calls.stream().map(call -> call.mostAbout(mean)).toList();
        List<Matter.Quote> quotes = calls.size() < LEAST_FOR_QUOTES
                ? List.of()
                : central.stream()
                        .limit(QUOTES)
                        .map(said ->
                                new Matter.Quote(said.call(), said.segment(), said.startMs(), said.at(), said.text()))
                        .toList();
        List<Utterance> all =
                calls.stream().flatMap(call -> call.said().stream()).toList();
        int negative = (int) calls.stream()
                .filter(call ->
                        call.said().stream().anyMatch(said -> said.sentiment().equals("negative")))
                .count();
        return new Matter(
                topic(all),
                MatterLabel.of(all.stream().map(Utterance::text).toList(), terms(all, calls.size())),
                calls.size(),
                emerged.before(),
                negative,
                quotes);
    }

    /** What most of it is about, null where nothing was sorted. */
    private static @Nullable String topic(List<Utterance> said) {
        return said.stream()
                .flatMap(each -> each.topics().stream().limit(1))
                .collect(Collectors.groupingBy(topic -> topic, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private List<Utterance> utterances(Query spoken) {
        SearchResponse<SegmentDocument> found = engine.ask(client -> client.search(
                s -> s.index(SearchIndices.SEGMENTS)
                        .ignoreUnavailable(true)
                        .size(MOST)
                        .query(spoken)
                        .source(source -> source.filter(f -> f.excludes("words", "redactions")))
                        .sort(sort -> sort.field(f -> f.field("at").order(SortOrder.Desc)))
                        .sort(sort -> sort.field(f -> f.field("segment").order(SortOrder.Asc))),
                SegmentDocument.class));
        List<Utterance> utterances = new ArrayList<>();
        for (Hit<SegmentDocument> hit : found.hits().hits()) {
            SegmentDocument said = hit.source();
            if (said != null && said.vector() != null && said.text().length() >= SHORTEST) {
                utterances.add(new Utterance(
                        said.call(),
                        said.segment(),
                        said.at(),
                        said.startMs(),
                        said.text(),
                        said.sentiment(),
                        said.topics(),
                        Objects.requireNonNull(said.vector())));
            }
        }
        return utterances;
    }

    private List<String> terms(List<Utterance> members, int calls) {
        List<String> ids = members.stream().map(Utterance::segment).toList();
        Aggregate terms = engine.ask(client -> client.search(
                        s -> s.index(SearchIndices.SEGMENTS)
                                .ignoreUnavailable(true)
                                .size(0)
                                .query(q -> q.ids(i -> i.values(ids)))
                                .aggregations(
                                        "terms",
                                        a -> a.significantText(t -> t.field("text")
                                                .size(TERMS)
                                                .minDocCount(Math.max(2L, calls / 3))
                                                .sourceFields("text"))),
                        Void.class))
                .aggregations()
                .get("terms");
        return terms == null || !terms.isSigsterms()
                ? List.of()
                : terms.sigsterms().buckets().array().stream()
                        .map(bucket -> bucket.key())
                        .toList();
    }

    private Query spoken(Instant from, Instant to) {
        return undeleted.matching(List.of(
                Query.of(q -> q.terms(t -> t.field("role")
                        .terms(v -> v.value(List.of(FieldValue.of("citizen"), FieldValue.of("guest")))))),
                Query.of(q -> q.term(t -> t.field("final").value(true))),
                Query.of(q -> q.term(t -> t.field("unheard").value(false))),
                Query.of(q -> q.range(
                        r -> r.date(d -> d.field("at").gte(from.toString()).lt(to.toString()))))));
    }
}
