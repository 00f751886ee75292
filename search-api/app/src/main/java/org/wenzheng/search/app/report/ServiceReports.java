package org.wenzheng.search.app.report;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregate;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.calls.UndeletedCalls;
import org.wenzheng.search.app.elasticsearch.SearchEngine;
import org.wenzheng.search.app.knowledge.Gap;
import org.wenzheng.search.app.knowledge.Gaps;
import org.wenzheng.search.contract.SearchIndices;
import org.wenzheng.search.contract.ServiceQuality;

/** Puts the report together. */
@Component
class ServiceReports {

    private static final int MOST_ROWS = 50;
    private static final int MOST_GAPS = 5;
    /** What the front desk adds to an account's name, so that two windows of it are told apart. */
    private static final Pattern WINDOW = Pattern.compile("-[0-9a-f]{6,}$");

    private static final List<String> KINDS = List.of(
            ServiceQuality.FORBIDDEN,
            ServiceQuality.NO_GREETING,
            ServiceQuality.INTERRUPTION,
            ServiceQuality.LONG_SILENCE,
            ServiceQuality.REPEATED,
            ServiceQuality.PROMISE);
    private static final Set<ServiceMetric> OF_ROWS =
            EnumSet.of(ServiceMetric.CALLS, ServiceMetric.GREETED, ServiceMetric.FORBIDDEN, ServiceMetric.HEARD);

    private final SearchEngine engine;
    private final UndeletedCalls undeleted;
    private final ServiceFigures figures;
    private final ReportedCalls calls;
    private final Gaps gaps;

    ServiceReports(
            SearchEngine engine, UndeletedCalls undeleted, ServiceFigures figures, ReportedCalls calls, Gaps gaps) {
        this.engine = engine;
        this.undeleted = undeleted;
        this.figures = figures;
        this.calls = calls;
        this.gaps = gaps;
    }

    ServiceReport make(ReportScope scope, Instant now) {
        Set<ServiceMetric> all = EnumSet.allOf(ServiceMetric.class);
        ServiceFigures.Values values = figures.of(scope, all);
        ServiceFigures.Values before = figures.of(scope.before(), all);
        return new ServiceReport(
                scope.from(),
                scope.to(),
                scope.before().from(),
                now,
                scope.office(),
                scope.staff(),
                values.of(ServiceMetric.CALLS).n(),
                figures.of(scope, EnumSet.of(ServiceMetric.CALLS), ServiceMetric.term("origin", "demo"))
                        .of(ServiceMetric.CALLS)
                        .n(),
                all.stream()
                        .map(metric -> new ServiceReport.Figure(
                                metric.id(),
                                metric.unit().name().toLowerCase(Locale.ROOT),
                                values.of(metric).value(),
                                values.of(metric).n(),
                                before.of(metric).value(),
                                before.of(metric).n()))
                        .toList(),
                KINDS.stream()
                        .map(kind -> calls.findings(scope, kind))
                        .filter(kind -> kind.calls() > 0)
                        .toList(),
                rows(scope, "office", name -> name, name -> ServiceMetric.term("office", name)),
                rows(scope, "quality.staff", name -> WINDOW.matcher(name).replaceFirst(""), ReportScope::spokenBy),
                unanswered(scope));
    }

    private List<Gap> unanswered(ReportScope scope) {
        if (scope.office() != null || scope.staff() != null) {
            return List.of(); // what the digital human does not know is no office's
        }
        return gaps.find(scope.from(), scope.to()).stream()
                .limit(MOST_GAPS)
                .map(gap -> gap.mayBeQuoted() ? gap : new Gap("", gap.calls(), gap.lastAt(), gap.places()))
                .toList();
    }

    private List<ServiceReport.Row> rows(
            ReportScope scope, String field, Function<String, String> named, Function<String, Query> its) {
        Aggregate names = engine.ask(client -> client.search(
                        s -> s.index(SearchIndices.CALLS)
                                .ignoreUnavailable(true)
                                .size(0)
                                .query(undeleted.matching(scope.conditions()))
                                .aggregations(
                                        field, a -> a.terms(t -> t.field(field).size(MOST_ROWS))),
                        Void.class))
                .aggregations()
                .get(field);
        Stream<String> found = names == null || !names.isSterms()
                ? Stream.empty()
                : names.sterms().buckets().array().stream()
                        .map(bucket -> named.apply(bucket.key().stringValue()));
        return found.filter(name -> !name.isBlank())
                .distinct()
                .map(name -> {
                    ServiceFigures.Values of = figures.of(scope, OF_ROWS, its.apply(name));
                    return new ServiceReport.Row(
                            name,
                            of.of(ServiceMetric.CALLS).n(),
                            of.of(ServiceMetric.GREETED).value(),
                            of.of(ServiceMetric.FORBIDDEN).value(),
                            of.of(ServiceMetric.HEARD).value());
                })
                .sorted(Comparator.comparingLong(ServiceReport.Row::calls)
                        .reversed()
                        .thenComparing(ServiceReport.Row::name))
                .toList();
    }
}
