package org.wenzheng.replay.stitch;

/**
 * One clip in its place in a call.
 *
 * @param side 0 for the citizen, 1 for the staff
 * @param clip what is said
 * @param startFrame where it begins, in frames of 20 ms from the call's start
 * @param samples how long it is, in samples of 48 kHz
 */
public record Turn(int side, Clip clip, long startFrame, long samples) {

    private static final int FRAME_MS = 20;
    private static final int SAMPLES_A_MS = 48;

    /** Milliseconds from the call's start to the clip's first sample. */
    public long startMs() {
        return startFrame * FRAME_MS;
    }

    /** Milliseconds from the call's start to the clip's last sample. */
    public long endMs() {
        return startMs() + Math.round((double) samples / SAMPLES_A_MS);
    }
}
