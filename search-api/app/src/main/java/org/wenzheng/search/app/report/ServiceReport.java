package org.wenzheng.search.app.report;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wenzheng.search.app.knowledge.Gap;

/**
 * How service went in a period.
 *
 * @param before begin of the period before it, which ends at {@code from} and is as long
 * @param madeAt when it was asked for
 * @param demo calls of it that are invented
 * @param metrics in the order in which they are read
 * @param findings kinds of what a manager may want to hear, with evidence
 * @param offices by calls, all where the report is of all
 * @param staff by account
 * @param gaps what the digital human did not know, five at most; a question's words only where five calls asked it
 */
record ServiceReport(
        Instant from,
        Instant to,
        Instant before,
        Instant madeAt,
        @Nullable String office,
        @Nullable String member,
        long calls,
        long demo,
        List<Figure> metrics,
        List<Kind> findings,
        List<Row> offices,
        List<Row> staff,
        List<Gap> gaps) {

    /**
     * A figure.
     *
     * @param value null where nothing is known
     * @param n calls that it is about
     * @param before the same of the period before
     */
    record Figure(String id, String unit, @Nullable Double value, long n, @Nullable Double before, long nBefore) {}

    /** Findings of a kind. @param calls in which there are such */
    record Kind(String kind, long calls, List<Evidence> evidence) {}

    /** A place to listen to. @param startMs from the call's start; @param confidence 0..1 */
    record Evidence(
            String call,
            String title,
            String startedAt,
            String segment,
            long startMs,
            String phrase,
            float confidence) {}

    /** An office or a member of staff. @param greeted and @param forbidden as the metrics of these names, null where nothing is known */
    record Row(String name, long calls, @Nullable Double greeted, @Nullable Double forbidden, @Nullable Double heard) {}
}
