package org.wenzheng.jobs.speech;

import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/**
 * The newest words of a track that went on. Kept in saved state: fields may be added, none renamed or removed.
 *
 * @param callStartedAtUs tells one run of a recording from the next
 * @param firstSequence of the segment
 * @param revision of the segment
 * @param last whether it was final
 * @param forgetAtMs event time after which it is dropped
 */
public record GateMark(long callStartedAtUs, long firstSequence, int revision, boolean last, long forgetAtMs) {

    static GateMark of(TranscriptSegment segment, long forgetAtMs) {
        return new GateMark(
                segment.getCallStartedAtUs(),
                segment.getFirstSequence(),
                segment.getRevision(),
                segment.getKind() == Revision.FINAL,
                forgetAtMs);
    }

    boolean ofAnotherRun(TranscriptSegment segment) {
        return callStartedAtUs != segment.getCallStartedAtUs();
    }

    /** Whether this belongs to a segment behind the given one, of the same run. */
    boolean ofLaterSegment(TranscriptSegment segment) {
        return !ofAnotherRun(segment) && firstSequence > segment.getFirstSequence();
    }
}
