package org.wenzheng.search.app.report;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.calls.UndeletedCalls;
import org.wenzheng.search.app.elasticsearch.SearchEngine;
import org.wenzheng.search.contract.CallDocument;
import org.wenzheng.search.contract.SearchIndices;
import org.wenzheng.search.contract.ServiceQuality;

/** The calls behind a figure, and the places behind a finding. */
@Component
class ReportedCalls {

    private static final int MOST_CALLS = 200;
    private static final int MOST_EVIDENCE = 10;

    private final SearchEngine engine;
    private final UndeletedCalls undeleted;

    ReportedCalls(SearchEngine engine, UndeletedCalls undeleted) {
        this.engine = engine;
        this.undeleted = undeleted;
    }

    /**
     * Calls that make a figure.
     *
     * @param total of them all; at most 200 are listed, the latest
     */
    record Listed(long total, List<Call> calls) {}

    /** A call of them, with what was found in it. */
    record Call(
            String call,
            String title,
            String office,
            String startedAt,
            long durationMs,
            String sentiment,
            List<ServiceQuality.Finding> findings) {}

    /** The calls that a metric counts. */
    Listed behind(ReportScope scope, ServiceMetric metric) {
        SearchResponse<CallDocument> found = search(scope, MOST_CALLS, metric.among(), metric.counted());
        return new Listed(
                total(found),
                documents(found)
                        .map(call -> new Call(
                                call.call(),
                                call.title(),
                                call.office(),
                                call.startedAt(),
                                call.durationMs(),
                                call.sentiment(),
                                call.quality() == null
                                        ? List.of()
                                        : call.quality().findings()))
                        .toList());
    }

    /** Findings of a kind, the latest calls first. */
    ServiceReport.Kind findings(ReportScope scope, String kind) {
        SearchResponse<CallDocument> found = search(scope, MOST_EVIDENCE, ServiceMetric.kind(kind));
        List<ServiceReport.Evidence> evidence = documents(found)
                .flatMap(call -> Stream.ofNullable(call.quality())
                        .flatMap(quality -> quality.findings().stream())
                        .filter(finding -> finding.kind().equals(kind))
                        .map(finding -> new ServiceReport.Evidence(
                                call.call(),
                                call.title(),
                                call.startedAt(),
                                finding.segment(),
                                finding.startMs(),
                                finding.phrase(),
                                finding.confidence())))
                .limit(MOST_EVIDENCE)
                .toList();
        return new ServiceReport.Kind(kind, total(found), evidence);
    }

    private static long total(SearchResponse<CallDocument> found) {
        var total = found.hits().total();
        return total == null ? 0 : total.value();
    }

    private static Stream<CallDocument> documents(SearchResponse<CallDocument> found) {
        return found.hits().hits().stream().map(Hit::source).filter(Objects::nonNull);
    }

    private SearchResponse<CallDocument> search(ReportScope scope, int size, Query... more) {
        Query calls = undeleted.matching(scope.conditions(more));
        return engine.ask(client -> client.search(
                s -> s.index(SearchIndices.CALLS)
                        .ignoreUnavailable(true)
                        .size(size)
                        .trackTotalHits(t -> t.enabled(true))
                        .query(calls)
                        .sort(sort -> sort.field(f -> f.field("started_at").order(SortOrder.Desc)))
                        .sort(sort -> sort.field(f -> f.field("call").order(SortOrder.Asc))),
                CallDocument.class));
    }
}
