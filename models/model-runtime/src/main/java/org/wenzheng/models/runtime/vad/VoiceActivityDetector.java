package org.wenzheng.models.runtime.vad;

import org.wenzheng.models.runtime.ModelException;

/** Tells speech from the rest, a window at a time. Thread-safe; state is the caller's. */
public interface VoiceActivityDetector extends AutoCloseable {

    /** Samples a window at 16 kHz: 32 ms. */
    int WINDOW = 512;

    /** A fresh recurrent state. */
    State newState();

    /**
     * Probability of speech in the window, 0..1. A pure function of state and window.
     *
     * @param window {@link #WINDOW} samples, 16 kHz mono, -1..1
     */
    float probability(State state, float[] window) throws ModelException;

    /** The model's memory of one track since its last reset. */
    interface State {
        /** Forgets everything, as at a segment's boundary. */
        void reset();
    }

    @Override
    void close();
}
