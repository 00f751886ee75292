package org.wenzheng.models.runtime.whisper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Where a speaker pauses, by loudness alone: stretches far below the loud parts of the same samples. */
final class Pauses {

    /** A pause in seconds. */
    record Pause(float start, float end) {}

    private static final int FRAME = LogMel.SAMPLE_RATE / 100;

    /** Frames; a closed stop is shorter. */
    private static final int SHORTEST = 14;

    /** Decibels between quiet and loud without which nothing can be told. */
    private static final double CONTRAST = 15;

    /** How far from quiet to loud a frame may be and still be a pause. */
    private static final double SHARE = 0.35;

    private Pauses() {}

    static List<Pause> of(float[] pcm) {
        double[] level = levels(pcm);
        List<Pause> pauses = new ArrayList<>();
        if (level.length == 0) {
            return pauses;
        }
        double[] sorted = level.clone();
        Arrays.sort(sorted);
        double quiet = sorted[sorted.length / 20];
        double loud = sorted[sorted.length * 19 / 20];
        if (loud - quiet < CONTRAST) {
            return pauses;
        }
        double threshold = quiet + SHARE * (loud - quiet);
        int from = 0;
        for (int i = 0; i <= level.length; i++) {
            if (i == level.length || level[i] > threshold) {
                if (i - from >= SHORTEST) {
                    pauses.add(new Pause(from / 100f, i / 100f));
                }
                from = i + 1;
            }
        }
        return pauses;
    }

    /** Decibels of full scale a frame of 10 ms, never below -80. */
    private static double[] levels(float[] pcm) {
        double[] level = new double[pcm.length / FRAME];
        for (int i = 0; i < level.length; i++) {
            double sum = 0;
            for (int k = i * FRAME; k < (i + 1) * FRAME; k++) {
                sum += (double) pcm[k] * pcm[k];
            }
            level[i] = Math.max(-80, 10 * Math.log10(sum / FRAME + 1e-12));
        }
        return level;
    }
}
