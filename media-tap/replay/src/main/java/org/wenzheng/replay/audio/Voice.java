package org.wenzheng.replay.audio;

/** What one speaker says: 16-bit mono samples at 48 kHz, read 20 ms at a time. */
public interface Voice {

    /** Samples a second. */
    int SAMPLE_RATE = 48_000;

    /** Samples of 20 ms, which one Opus packet of a call carries. */
    int FRAME_SAMPLES = 960;

    /**
     * Reads the next 20 ms. The last of a voice may be shorter; what is missing is filled with silence.
     *
     * @param frame {@link #FRAME_SAMPLES} samples, overwritten
     * @return how many samples came from the voice; 0 when it is over
     */
    int read(short[] frame);
}
