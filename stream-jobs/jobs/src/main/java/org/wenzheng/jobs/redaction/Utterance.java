package org.wenzheng.jobs.redaction;

import java.util.List;

/**
 * One segment of one speaker as recognised.
 *
 * @param id the segment's id
 * @param sequence orders the segments of a track
 * @param startMs from the call's start
 * @param endMs exclusive
 * @param words of {@code text}, in order; empty where the recogniser gave no times
 * @param open whether the speaker may still go on with what stands at the end
 */
public record Utterance(
        String id,
        String track,
        long sequence,
        int startMs,
        int endMs,
        String text,
        List<SpokenWord> words,
        boolean open) {

    public Utterance {
        words = List.copyOf(words);
    }

    /** The same, said to be open or closed. */
    public Utterance withOpen(boolean nowOpen) {
        return new Utterance(id, track, sequence, startMs, endMs, text, words, nowOpen);
    }
}
