package org.wenzheng.search.app.knowledge;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.calls.UndeletedCalls;
import org.wenzheng.search.app.elasticsearch.SearchEngine;
import org.wenzheng.search.contract.SearchIndices;
import org.wenzheng.search.contract.SegmentDocument;

/** Finds the questions to which the digital human said that it does not know. */
@Component
public class Gaps {

    /** Replies that are looked at, the latest. */
    private static final int MOST_REPLIES = 1000;

    private static final int CALLS_A_SEARCH = 50;
    private static final int SEGMENTS_A_SEARCH = 10_000;
    /** What was said longer before a reply is not what it replies to. */
    private static final long BEFORE_MS = 60_000;
    /** A reply may begin while the question's last sound is still in its segment. */
    private static final long OVERLAP_MS = 1_000;

    private final SearchEngine engine;
    private final UndeletedCalls undeleted;

    Gaps(SearchEngine engine, UndeletedCalls undeleted) {
        this.engine = engine;
        this.undeleted = undeleted;
    }

    /** @param from inclusive, null for no bound; @param to exclusive */
    public List<Gap> find(@Nullable Instant from, @Nullable Instant to) {
        List<SegmentDocument> replies = replies(from, to);
        List<String> calls =
                replies.stream().map(SegmentDocument::call).distinct().toList();
        Map<String, List<SegmentDocument>> said = new LinkedHashMap<>();
        for (int i = 0; i < calls.size(); i += CALLS_A_SEARCH) {
            said.putAll(said(calls.subList(i, Math.min(i + CALLS_A_SEARCH, calls.size()))));
        }
        Map<String, Gap.Question> questions = new LinkedHashMap<>();
        for (SegmentDocument reply : replies) {
            question(reply, said.getOrDefault(reply.call(), List.of()))
                    .ifPresent(asked -> questions.putIfAbsent(
                            asked.segment(),
                            new Gap.Question(asked.call(), asked.startMs(), asked.at(), asked.text(), asked.vector())));
        }
        return Gap.of(List.copyOf(questions.values()));
    }

    private static Optional<SegmentDocument> question(SegmentDocument reply, List<SegmentDocument> said) {
        return said.stream()
                .filter(each ->
                        each.endMs() <= reply.startMs() + OVERLAP_MS && each.endMs() >= reply.startMs() - BEFORE_MS)
                .max(Comparator.comparingLong(SegmentDocument::endMs));
    }

    private List<SegmentDocument> replies(@Nullable Instant from, @Nullable Instant to) {
        Query period = Query.of(q -> q.range(r -> r.date(d -> {
            d.field("at");
            if (from != null) {
                d.gte(from.toString());
            }
            if (to != null) {
                d.lt(to.toString());
            }
            return d;
        })));
        return search(
                undeleted.matching(List.of(term("outcome", SegmentDocument.NOT_KNOWN), term("final", "true"), period)),
                MOST_REPLIES);
    }

    private Map<String, List<SegmentDocument>> said(List<String> calls) {
        List<FieldValue> these = calls.stream().map(FieldValue::of).toList();
        Query words = Query.of(q -> q.bool(b -> b.filter(
                Query.of(f -> f.terms(t -> t.field("call").terms(v -> v.value(these)))),
                term("role", "citizen"),
                term("final", "true"),
                term("unheard", "false"))));
        return search(words, SEGMENTS_A_SEARCH).stream().collect(Collectors.groupingBy(SegmentDocument::call));
    }

    private List<SegmentDocument> search(Query query, int size) {
        List<SegmentDocument> found = new ArrayList<>();
        engine
                .ask(client -> client.search(
                        s -> s.index(SearchIndices.SEGMENTS)
                                .ignoreUnavailable(true)
                                .size(size)
                                .query(query)
                                .source(source -> source.filter(f -> f.excludes("words", "redactions")))
                                .sort(sort -> sort.field(f -> f.field("at").order(SortOrder.Desc)))
                                .sort(sort -> sort.field(f -> f.field("segment").order(SortOrder.Asc))),
                        SegmentDocument.class))
                .hits()
                .hits()
                .stream()
                .map(Hit::source)
                .filter(Objects::nonNull)
                .forEach(found::add);
        return found;
    }

    private static Query term(String field, String value) {
        return Query.of(q -> q.term(t -> t.field(field).value(value)));
    }
}
