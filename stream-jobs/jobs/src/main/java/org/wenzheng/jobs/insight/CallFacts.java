package org.wenzheng.jobs.insight;

import java.time.Instant;
import java.util.Locale;
import org.wenzheng.jobs.redaction.Redactor;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.CallStarted;

/**
 * What a call's start says of it. Travels with every segment; holds no personal detail, as an operator may name a
 * recording by a phone number.
 *
 * @param startedAtUs unix microseconds: names the month's index
 * @param title never empty
 * @param origin live, replay, demo
 * @param source the event that last changed the call, for the dead letters
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as Kafka gave them; never compared
public record CallFacts(
        String call,
        long startedAtUs,
        String title,
        String origin,
        boolean syntheticSpeech,
        String office,
        String district,
        String department,
        String matter,
        String channel,
        String language,
        byte[] source) {

    static CallFacts of(CallEvent start, CallEvent change, Redactor redactor) {
        CallStarted started = start.getStarted();
        String matter = redactor.redact(started.getMatter()).text();
        String title = redactor.redact(started.getTitle()).text();
        return new CallFacts(
                start.getCall(),
                start.getAtUs(),
                !title.isBlank() ? title : !matter.isBlank() ? matter : started.getOffice(),
                started.getOrigin().name().toLowerCase(Locale.ROOT),
                started.getSyntheticSpeech(),
                started.getOffice(),
                started.getDistrict(),
                started.getDepartment(),
                matter,
                started.getChannel(),
                started.getLanguage(),
                change.toByteArray());
    }

    Instant startedAt() {
        return Instant.ofEpochMilli(startedAtUs / 1000);
    }
}
