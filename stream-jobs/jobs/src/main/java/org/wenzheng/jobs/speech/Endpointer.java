package org.wenzheng.jobs.speech;

import java.util.Arrays;
import org.wenzheng.jobs.config.SegmentationConfig;
import org.wenzheng.models.runtime.vad.VoiceActivityDetector;

/** Finds beginnings, pauses and ends of speech in a row of probabilities, a window of 32 ms each. */
final class Endpointer {

    /** What a window brought. */
    enum Sign {
        NOTHING,
        /** Enough new speech to decode what is open. */
        INTERIM,
        /** A short silence: the words so far are complete. */
        PAUSE,
        /** Speech ended. */
        END,
        /** Speech goes on but has become too long: it is cut at {@link #cut()}. */
        CUT,
        /** Nobody has spoken for long. */
        IDLE
    }

    private static final int NONE = -1;
    private static final int WINDOW_MS = VoiceActivityDetector.WINDOW / 16;

    /** A cut is looked for in the last part of a segment that is too long. */
    private static final int CUT_SEARCH_MS = 3000;

    private final float speech;
    private final float silence;
    private final int pause;
    private final int hangOver;
    private final int shortest;
    private final int longest;
    private final int idle;
    private final int interim;
    private float[] probabilities = new float[512];
    private int windows;
    private int onset = NONE;
    private int spoken;
    private int silentFrom = NONE;
    private boolean paused;
    private int decodedTo;

    Endpointer(SegmentationConfig config) {
        speech = config.speechProbability();
        silence = config.silenceProbability();
        pause = windows(config.pauseMs());
        hangOver = windows(config.hangOverMs());
        shortest = windows(config.shortestMs());
        longest = windows(config.longestMs());
        idle = windows(config.idleMs());
        interim = windows(config.interimMs());
    }

    private static int windows(int milliseconds) {
        return (milliseconds + WINDOW_MS - 1) / WINDOW_MS;
    }

    /** Begins anew. */
    void reset() {
        windows = 0;
        forgetSpeech();
    }

    /** Takes the next window. */
    Sign accept(float probability) {
        if (windows == probabilities.length) {
            probabilities = Arrays.copyOf(probabilities, 2 * windows);
        }
        probabilities[windows] = probability;
        int window = windows++;
        if (probability >= speech) {
            return spoken(window);
        }
        if (onset == NONE) {
            return windows >= idle ? Sign.IDLE : Sign.NOTHING;
        }
        if (silentFrom == NONE && probability < silence) {
            silentFrom = window;
        }
        return silentFrom == NONE ? onGoing(window) : silent();
    }

    private Sign spoken(int window) {
        if (onset == NONE) {
            onset = window;
            decodedTo = window;
        }
        spoken++;
        silentFrom = NONE;
        paused = false;
        return onGoing(window);
    }

    private Sign onGoing(int window) {
        if (windows - onset >= longest) {
            return confirmed() ? Sign.CUT : Sign.IDLE; // undecided all along: nothing to hear
        }
        if (confirmed() && window - decodedTo >= interim) {
            decodedTo = window;
            return Sign.INTERIM;
        }
        return Sign.NOTHING;
    }

    private Sign silent() {
        int length = windows - silentFrom;
        if (length >= hangOver) {
            if (confirmed()) {
                return Sign.END;
            }
            forgetSpeech(); // a click or a breath
            return Sign.NOTHING;
        }
        if (length >= pause && !paused && confirmed()) {
            paused = true;
            decodedTo = windows;
            return Sign.PAUSE;
        }
        return Sign.NOTHING;
    }

    private void forgetSpeech() {
        onset = NONE;
        spoken = 0;
        silentFrom = NONE;
        paused = false;
        decodedTo = 0;
    }

    /** Whether what is open is long enough to be speech. */
    boolean confirmed() {
        return onset != NONE && spoken >= shortest;
    }

    /** First window of speech. */
    int onset() {
        return onset;
    }

    /** The window after the last one of speech, so far. */
    int end() {
        return silentFrom == NONE ? windows : silentFrom;
    }

    /** The best place to cut speech that is too long: where three windows in a row are least like speech. */
    int cut() {
        int from = Math.max(onset + windows(CUT_SEARCH_MS), windows - windows(CUT_SEARCH_MS));
        int best = windows - 1;
        float least = Float.MAX_VALUE;
        for (int i = from; i < windows - 1; i++) {
            float likeness = probabilities[i - 1] + probabilities[i] + probabilities[i + 1];
            if (likeness <= least) { // of equals the latest, so that segments do not become short
                least = likeness;
                best = i;
            }
        }
        return best;
    }
}
