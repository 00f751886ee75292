package org.wenzheng.digitalhuman.hearing;

import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.vad.VoiceActivityDetector;

/**
 * Hears when the citizen speaks up and for how long: 48 kHz in, windows of 32 ms at 16 kHz. Not thread-safe: one thread a track.
 */
public final class VoiceOnset {

    private static final int STEP = 3;
    private static final float LOUD = 0.6f;
    private static final float QUIET = 0.35f;
    private static final int WINDOW_MS = 32;
    /** Windows of voice before it counts: clicks and keys are shorter. */
    private static final int ONSET = 3;
    /** Windows without before it is over. */
    private static final int RELEASE = 8;

    private final VoiceActivityDetector detector;
    private final VoiceActivityDetector.State state;
    private final float[] window = new float[VoiceActivityDetector.WINDOW];
    private int filled;
    private int phase;
    private float sum;
    private int loud;
    private int quiet;
    private boolean speaking;
    private int lasted;

    public VoiceOnset(VoiceActivityDetector detector) {
        this.detector = detector;
        this.state = detector.newState();
    }

    /** Takes a sample of 48 kHz. */
    public void sample(short sample) throws ModelException {
        sum += sample;
        if (++phase < STEP) {
            return;
        }
        window[filled++] = sum / STEP / Short.MAX_VALUE; // a mean of three is filter enough for telling voice
        phase = 0;
        sum = 0;
        if (filled == window.length) {
            filled = 0;
            window(detector.probability(state, window));
        }
    }

    /** Whether voice is heard. */
    public boolean speaking() {
        return speaking;
    }

    /** For how long voice has lasted, in milliseconds; 0 in silence. */
    public int lastedMs() {
        return speaking ? lasted * WINDOW_MS : 0;
    }

    private void window(float probability) {
        loud = probability >= LOUD ? loud + 1 : 0;
        quiet = probability < QUIET ? quiet + 1 : 0;
        if (!speaking && loud >= ONSET) {
            speaking = true;
            lasted = loud;
        } else if (speaking && quiet >= RELEASE) {
            speaking = false;
        } else if (speaking && quiet == 0) {
            lasted++;
        }
    }
}
