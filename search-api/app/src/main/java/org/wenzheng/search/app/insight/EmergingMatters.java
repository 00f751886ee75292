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
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.calls.DeletedCalls;
import org.wenzheng.search.app.elasticsearch.SearchEngine;
import org.wenzheng.search.contract.SearchIndices;
import org.wenzheng.search.contract.SegmentDocument;

/** Finds what emerged in the words of the index. */
@Component
class EmergingMatters {

    /** Utterances of a window that are looked at, the latest. */
    private static final int MOST = 5_000;

    /** Shorter ones mean nothing by themselves. */
    private static final int SHORTEST = 6;

    /** Earlier utterances of the like that are counted. */
    private static final int LIKE = 500;

    private static final int QUOTES = 3;
    private static final int LEAST_FOR_QUOTES = 5;
    private static final int TERMS = 8;
    private static final String CALLS = "calls";

    private final SearchEngine engine;
    private final DeletedCalls deleted;

    EmergingMatters(SearchEngine engine, DeletedCalls deleted) {
        this.engine = engine;
        this.deleted = deleted;
    }

    /**
     * Compares a window with the time before it.
     *
     * @param to end of the window
     */
    Emerging find(Instant to, Duration window, Duration compared) {
        Instant from = to.minus(window);
        Instant before = from.minus(compared);
        List<Query> now = spoken(from, to);
        List<Query> earlier = spoken(before, from);
        int calls = calls(now);
        int callsBefore = calls(earlier);
        List<Matter> matters =
                Emergence.find(utterances(now), calls, callsBefore, cluster -> like(cluster, earlier)).stream()
                        .map(this::matter)
                        .toList();
        return new Emerging(from, to, before, calls, callsBefore, matters);
    }

    private Matter matter(Emergence.Emerged emerged) {
        Emergence.Cluster cluster = emerged.cluster();
        List<Utterance> central = cluster.members().stream()
                .sorted(Comparator.comparingDouble(member -> -Emergence.cosine(cluster.centre(), member.vector())))
                .toList();
        int calls = cluster.calls().size();
        Set<String> quoted = new HashSet<>();
        List<Matter.Quote> quotes = calls < LEAST_FOR_QUOTES
                ? List.of()
                : central.stream()
                        .filter(utterance -> quoted.add(utterance.call()))
                        .limit(QUOTES)
                        .map(said ->
                                new Matter.Quote(said.call(), said.segment(), said.startMs(), said.at(), said.text()))
                        .toList();
        Set<String> negative = new HashSet<>();
        central.stream().filter(said -> said.sentiment().equals("negative")).forEach(said -> negative.add(said.call()));
        return new Matter(
                MatterLabel.of(central.stream().map(Utterance::text).toList(), terms(central)),
                calls,
                emerged.before(),
                negative.size(),
                quotes);
    }

    private List<Utterance> utterances(List<Query> filter) {
        SearchResponse<SegmentDocument> found = engine.ask(client -> client.search(
                s -> s.index(SearchIndices.SEGMENTS)
                        .ignoreUnavailable(true)
                        .size(MOST)
                        .query(q -> q.bool(b -> b.filter(filter)))
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
                        Objects.requireNonNull(said.vector())));
            }
        }
        return utterances;
    }

    /** In how many calls the like was said. */
    private int like(Emergence.Cluster cluster, List<Query> filter) {
        List<Float> centre = new ArrayList<>();
        for (float value : cluster.centre()) {
            centre.add(value);
        }
        SearchResponse<Said> found = engine.ask(client -> client.search(
                s -> s.index(SearchIndices.SEGMENTS)
                        .ignoreUnavailable(true)
                        .size(LIKE)
                        .source(source -> source.filter(f -> f.includes("call")))
                        .knn(knn -> knn.field("vector")
                                .queryVector(centre)
                                .k(LIKE)
                                .numCandidates(2 * LIKE)
                                .similarity((float) Emergence.SAME)
                                .filter(filter)),
                Said.class));
        Set<String> calls = new HashSet<>();
        found.hits().hits().stream().map(Hit::source).filter(Objects::nonNull).forEach(said -> calls.add(said.call()));
        return calls.size();
    }

    /** The part of a segment that is read to count its call. */
    record Said(String call) {}

    private List<String> terms(List<Utterance> members) {
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
                                                .minDocCount(Math.max(2L, members.size() / 4))
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

    private int calls(List<Query> filter) {
        Aggregate calls = engine.ask(client -> client.search(
                        s -> s.index(SearchIndices.SEGMENTS)
                                .ignoreUnavailable(true)
                                .size(0)
                                .query(q -> q.bool(b -> b.filter(filter)))
                                .aggregations(CALLS, a -> a.cardinality(c -> c.field("call"))),
                        Void.class))
                .aggregations()
                .get(CALLS);
        return calls == null ? 0 : (int) calls.cardinality().value();
    }

    private List<Query> spoken(Instant from, Instant to) {
        List<FieldValue> gone = deleted.all().stream().map(FieldValue::of).toList();
        return List.of(
                Query.of(q -> q.terms(t -> t.field("role")
                        .terms(v -> v.value(List.of(FieldValue.of("citizen"), FieldValue.of("guest")))))),
                Query.of(q -> q.term(t -> t.field("final").value(true))),
                Query.of(q -> q.range(
                        r -> r.date(d -> d.field("at").gte(from.toString()).lt(to.toString())))),
                Query.of(q -> q.bool(b -> b.mustNot(
                        Query.of(u -> u.term(t -> t.field("unheard").value(true))),
                        Query.of(d -> d.terms(t -> t.field("call").terms(v -> v.value(gone))))))));
    }
}
