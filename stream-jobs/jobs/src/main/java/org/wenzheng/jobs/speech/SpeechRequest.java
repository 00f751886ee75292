package org.wenzheng.jobs.speech;

import org.wenzheng.jobs.call.TrackKey;
import org.wenzheng.stream.records.v1.Revision;

/**
 * A stretch of speech to be recognised. Finals are kept in saved state until their words have gone on: fields may be
 * added, none renamed or removed.
 *
 * @param role number of {@code wenzheng.media.v1.Role}
 * @param firstSequence of the first packet heard; with call and track the segment's id
 * @param lastSequence of the last packet of speech
 * @param revision grows within a segment
 * @param startMs of speech, from the call's start
 * @param endMs of speech, from the call's start
 * @param pcmStartUs of the first sample, microseconds from the call's start
 * @param lastCapturedAtUs of the last packet of speech, unix microseconds
 * @param pcm 16 kHz mono
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SpeechRequest(
        String call,
        long callStartedAtUs,
        String participant,
        int role,
        String track,
        String language,
        boolean record,
        boolean analyse,
        long firstSequence,
        long lastSequence,
        Revision kind,
        int revision,
        int startMs,
        int endMs,
        long pcmStartUs,
        long lastCapturedAtUs,
        short[] pcm) {

    /** The key of its track. */
    String trackKey() {
        return TrackKey.of(call, track);
    }

    /** The segment's id: the same from any checkpoint. */
    String segment() {
        return trackKey() + ":" + firstSequence;
    }

    boolean isFinal() {
        return kind == Revision.FINAL;
    }

    /** The same with the next revision. */
    SpeechRequest revised() {
        return new SpeechRequest(
                call,
                callStartedAtUs,
                participant,
                role,
                track,
                language,
                record,
                analyse,
                firstSequence,
                lastSequence,
                kind,
                revision + 1,
                startMs,
                endMs,
                pcmStartUs,
                lastCapturedAtUs,
                pcm);
    }

    /** Whether both hold the same samples of the same segment. */
    boolean sameSpeech(SpeechRequest other) {
        return firstSequence == other.firstSequence
                && pcm.length == other.pcm.length
                && callStartedAtUs == other.callStartedAtUs
                && trackKey().equals(other.trackKey());
    }

    /** The samples as engines take them, -1..1. */
    float[] samples() {
        float[] samples = new float[pcm.length];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = pcm[i] / 32768f;
        }
        return samples;
    }
}
