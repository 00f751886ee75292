package org.wenzheng.jobs.insight;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wenzheng.jobs.redaction.RedactedText;
import org.wenzheng.jobs.redaction.SpokenWord;
import org.wenzheng.search.contract.SegmentDocument;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/**
 * A segment as it may be kept.
 *
 * @param role number of {@code wenzheng.media.v1.Role}
 * @param startMs from the call's start
 * @param words of {@code text}
 * @param outcome of the digital human's reply that this is part of, as in {@code SegmentDocument}
 * @param item code of the item that the reply is about
 * @param source the raw record it was made of, for the dead letters alone
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as Kafka gave them; never compared
public record RedactedSegment(
        String segment,
        String track,
        String participant,
        int role,
        int revision,
        boolean isFinal,
        int startMs,
        int endMs,
        String text,
        List<SpokenWord> words,
        List<RedactedText.Span> spans,
        float confidence,
        boolean unheard,
        String engine,
        String language,
        long lastCapturedAtUs,
        @Nullable String outcome,
        @Nullable String item,
        byte[] source) {

    static RedactedSegment of(TranscriptSegment raw, RedactedText redacted) {
        return new RedactedSegment(
                raw.getSegment(),
                raw.getTrack(),
                raw.getParticipant(),
                raw.getRole(),
                raw.getRevision(),
                raw.getKind() == Revision.FINAL,
                raw.getStartMs(),
                raw.getEndMs(),
                redacted.text(),
                redacted.words(),
                redacted.spans(),
                raw.getConfidence(),
                raw.getUnheard(),
                raw.getEngine(),
                raw.getLanguage(),
                raw.getLastCapturedAtUs(),
                outcome(raw),
                raw.getResponse().getItem().isEmpty() ? null : raw.getResponse().getItem(),
                raw.toByteArray());
    }

    private static @Nullable String outcome(TranscriptSegment raw) {
        return switch (raw.getResponse().getOutcome()) {
            case ANSWERED -> SegmentDocument.ANSWERED;
            case CLARIFYING -> SegmentDocument.CLARIFYING;
            case NOT_KNOWN -> SegmentDocument.NOT_KNOWN;
            case HANDED_OVER -> SegmentDocument.HANDED_OVER;
            case OUTCOME_UNSPECIFIED, UNRECOGNIZED -> null;
        };
    }
}
