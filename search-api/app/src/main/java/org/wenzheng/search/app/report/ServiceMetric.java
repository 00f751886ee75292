package org.wenzheng.search.app.report;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.wenzheng.search.contract.SegmentDocument;
import org.wenzheng.search.contract.ServiceQuality;

/**
 * A figure of the report. Definitions for people: docs/service-quality.md. All count calls that have ended, were consented to be analysed and
 * are not deleted.
 */
enum ServiceMetric {
    /** Calls. */
    CALLS(Unit.CALLS, any(), any()),
    /** Calls in which window staff or the digital human spoke. */
    CONNECTED(Unit.SHARE, any(), either(above("quality.staff_ms"), above("quality.digital_human_ms"))),
    /** Median wait for an answer; the queue does not write it yet. */
    WAIT_P50(Unit.MISSING, any(), any()),
    /** 90th percentile of the wait; the queue does not write it yet. */
    WAIT_P90(Unit.MISSING, any(), any()),
    /** Mean length of a call. */
    HANDLING(Unit.MILLISECONDS, any(), List.of("duration_ms"), List.of()),
    /** Matters settled in the first call; nobody writes it yet. */
    FIRST_TIME(Unit.MISSING, any(), any()),
    /** Good ratings; nobody writes them yet. */
    RATING(Unit.MISSING, any(), any()),
    /** Of the calls in which the digital human was asked something: it answered and no person was called. */
    CONTAINED(Unit.SHARE, asked(), term("outcome", SegmentDocument.ANSWERED)),
    /** Wrong answers of the digital human; nobody flags them yet. */
    WRONG_ANSWERS(Unit.MISSING, any(), any()),
    /** Of the calls that began in a bad mood: it was no longer bad at the end. */
    CALMED(Unit.SHARE, term("quality.mood_start", "negative"), not("quality.mood_end", "negative")),
    /** Of the calls that did not begin in a bad mood: it was bad at the end. */
    SOURED(Unit.SHARE, not("quality.mood_start", "negative"), term("quality.mood_end", "negative")),
    /** Silence before the staff's turns, mean. */
    RESPONSE(Unit.MILLISECONDS, staffed(), List.of("quality.response_ms"), List.of("quality.responses")),
    /** Time in which nobody spoke, of the time from the first word to the last. */
    SILENCE(
            Unit.PART,
            staffed(),
            List.of("quality.silence_ms"),
            List.of("quality.silence_ms", "quality.citizen_ms", "quality.staff_ms", "quality.digital_human_ms")),
    /** Characters a minute that the staff says. */
    SPEED(Unit.A_MINUTE, staffed(), List.of("quality.staff_characters"), List.of("quality.staff_heard_ms")),
    /** Of the calls whose first words of the staff were understood: they held a greeting. */
    GREETED(
            Unit.SHARE,
            either(term("quality.greeting", ServiceQuality.SAID), term("quality.greeting", ServiceQuality.MISSING)),
            term("quality.greeting", ServiceQuality.SAID)),
    /** Polite phrases of the staff a call. */
    COURTESY(Unit.A_CALL, staffed(), List.of("quality.courtesies"), List.of()),
    /** Calls in which staff said what the rules forbid. */
    FORBIDDEN(Unit.SHARE, staffed(), kind(ServiceQuality.FORBIDDEN)),
    /** Calls in which staff interrupted. */
    INTERRUPTED(Unit.SHARE, staffed(), kind(ServiceQuality.INTERRUPTION)),
    /** Calls in which staff explained the same again. */
    REPEATED(Unit.SHARE, staffed(), kind(ServiceQuality.REPEATED)),
    /** Calls in which staff promised something. */
    PROMISED(Unit.SHARE, staffed(), kind(ServiceQuality.PROMISE)),
    /** Loss and freezes of sound and picture; nobody writes them into a call yet. */
    MEDIA(Unit.MISSING, any(), any()),
    /** Speech of people that was understood, of all their speech. */
    HEARD(Unit.PART, any(), List.of("quality.heard_ms"), List.of("quality.heard_ms", "quality.unheard_ms"));

    /** What a value is. */
    enum Unit {
        /** A number of calls. */
        CALLS,
        /** 0..1 of calls. */
        SHARE,
        /** 0..1 of time. */
        PART,
        MILLISECONDS,
        A_MINUTE,
        A_CALL,
        /** Nothing is written that it could be computed of. */
        MISSING
    }

    private static final double MINUTE_MS = 60_000;

    private final Unit unit;
    private final Query among;
    private final Query counted;
    private final List<String> summed;
    private final List<String> over;

    ServiceMetric(Unit unit, Query among, Query counted) {
        this(unit, among, counted, List.of(), List.of());
    }

    ServiceMetric(Unit unit, Query among, List<String> summed, List<String> over) {
        this(unit, among, among, summed, over);
    }

    ServiceMetric(Unit unit, Query among, Query counted, List<String> summed, List<String> over) {
        this.unit = unit;
        this.among = among;
        this.counted = counted;
        this.summed = summed;
        this.over = over;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ServiceMetric> of(String id) {
        return Arrays.stream(values()).filter(metric -> metric.id().equals(id)).findFirst();
    }

    Unit unit() {
        return unit;
    }

    /** Calls that it is about: the denominator of a share. */
    Query among() {
        return among;
    }

    /** Calls that make its value: the numerator of a share, among those of {@link #among}. */
    Query counted() {
        return counted;
    }

    /** Fields whose sum is divided. */
    List<String> summed() {
        return summed;
    }

    /** Fields whose sum it is divided by; empty: by the number of calls. */
    List<String> over() {
        return over;
    }

    /** The value of a quotient of sums, as its unit wants it. */
    double scaled(double quotient) {
        return unit == Unit.A_MINUTE ? quotient * MINUTE_MS : quotient;
    }

    private static Query any() {
        return Query.of(q -> q.matchAll(m -> m));
    }

    static Query term(String field, String value) {
        return Query.of(q -> q.term(t -> t.field(field).value(value)));
    }

    /** Known, and something else. */
    private static Query not(String field, String value) {
        return Query.of(q -> q.bool(
                b -> b.filter(f -> f.exists(e -> e.field(field))).mustNot(term(field, value), term(field, "unsure"))));
    }

    private static Query above(String field) {
        return Query.of(q -> q.range(r -> r.number(n -> n.field(field).gt(0.0))));
    }

    private static Query either(Query one, Query other) {
        return Query.of(q -> q.bool(b -> b.should(one, other).minimumShouldMatch("1")));
    }

    private static Query staffed() {
        return above("quality.staff_ms");
    }

    /** Calls with findings of a kind. */
    static Query kind(String kind) {
        return term("quality.kinds", kind);
    }

    private static Query asked() {
        return Query.of(q -> q.bool(b -> b.should(
                        term("outcome", SegmentDocument.ANSWERED),
                        term("outcome", SegmentDocument.CLARIFYING),
                        term("outcome", SegmentDocument.NOT_KNOWN),
                        term("outcome", SegmentDocument.HANDED_OVER))
                .minimumShouldMatch("1")));
    }
}
