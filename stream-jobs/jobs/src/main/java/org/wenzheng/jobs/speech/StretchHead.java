package org.wenzheng.jobs.speech;

import org.wenzheng.media.records.v1.AudioFrame;

/**
 * What all segments of a stretch share. Kept in saved state: fields may be added, none renamed or removed.
 *
 * @param callStartedAtUs unix microseconds
 * @param role number of {@code wenzheng.media.v1.Role}
 * @param language BCP 47 tag; empty: the deployment's
 * @param answer consents in force throughout the stretch; a change begins another
 * @param heardFrom first sequence that a segment may hold: earlier packets only warm up the decoder, because another
 *     segment has them
 */
public record StretchHead(
        String call,
        long callStartedAtUs,
        String participant,
        int role,
        String track,
        String language,
        boolean answer,
        boolean record,
        boolean analyse,
        long heardFrom) {

    static StretchHead of(AudioFrame frame) {
        return new StretchHead(
                frame.getCall(),
                frame.getCallStartedAtUs(),
                frame.getParticipant(),
                frame.getRoleValue(),
                frame.getTrack(),
                frame.getLanguage(),
                frame.getConsents().getAnswer(),
                frame.getConsents().getRecord(),
                frame.getConsents().getAnalyse(),
                frame.getSequence());
    }

    StretchHead heardFrom(long sequence) {
        return new StretchHead(
                call, callStartedAtUs, participant, role, track, language, answer, record, analyse, sequence);
    }

    /** Whether the frame can be part of the same stretch. */
    boolean holds(AudioFrame frame) {
        return heardFrom(frame.getSequence()).equals(of(frame));
    }
}
