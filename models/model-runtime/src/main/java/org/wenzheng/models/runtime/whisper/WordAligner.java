package org.wenzheng.models.runtime.whisper;

import java.util.Arrays;
import java.util.List;

/**
 * When each token was spoken: dynamic time warping over the cross-attention of the heads that follow the speech, after
 * the method in OpenAI's published code.
 */
final class WordAligner {

    /** Seconds an encoder frame. */
    static final float FRAME = 0.02f;

    private static final int MEDIAN = 7;

    private WordAligner() {}

    /**
     * Seconds at which each token begins, and one more: where the last one ends.
     *
     * @param alignment [head × frame] a step, n + 1 of them for n tokens
     * @param frames those that hold samples; what is behind them is padding
     */
    static float[] align(List<float[]> alignment, int heads, int frames) {
        float[][] cost = cost(alignment, heads, frames);
        int[] starts = path(cost);
        float[] seconds = new float[starts.length];
        for (int i = 0; i < seconds.length; i++) {
            seconds[i] = starts[i] * FRAME;
        }
        return seconds;
    }

    /** Negative attention [step][frame], each frame standardised over steps, smoothed in time, averaged over heads. */
    private static float[][] cost(List<float[]> alignment, int heads, int frames) {
        int steps = alignment.size();
        float[][] cost = new float[steps][frames];
        float[][] rows = new float[steps][frames];
        for (int h = 0; h < heads; h++) {
            for (int s = 0; s < steps; s++) {
                float[] all = alignment.get(s);
                int from = h * (all.length / heads);
                float sum = 1e-9f;
                for (int f = 0; f < frames; f++) {
                    sum += all[from + f];
                }
                for (int f = 0; f < frames; f++) {
                    rows[s][f] = all[from + f] / sum;
                }
            }
            standardise(rows, frames);
            for (int s = 0; s < steps; s++) {
                addMedian(rows[s], cost[s], heads);
            }
        }
        return cost;
    }

    private static void standardise(float[][] rows, int frames) {
        for (int f = 0; f < frames; f++) {
            double sum = 0;
            double squares = 0;
            for (float[] row : rows) {
                sum += row[f];
                squares += (double) row[f] * row[f];
            }
            double mean = sum / rows.length;
            double deviation = Math.sqrt(Math.max(0, squares / rows.length - mean * mean)) + 1e-9;
            for (float[] row : rows) {
                row[f] = (float) ((row[f] - mean) / deviation);
            }
        }
    }

    private static void addMedian(float[] row, float[] cost, int heads) {
        float[] window = new float[MEDIAN];
        for (int f = 0; f < row.length; f++) {
            for (int i = 0; i < MEDIAN; i++) {
                int at = Math.abs(f + i - MEDIAN / 2); // mirrored at both ends
                window[i] = row[Math.max(0, at < row.length ? at : 2 * (row.length - 1) - at)];
            }
            Arrays.sort(window);
            cost[f] -= window[MEDIAN / 2] / heads;
        }
    }

    /** The first frame of each step on the cheapest monotonic path through all steps and frames. */
    private static int[] path(float[][] cost) {
        int steps = cost.length;
        int frames = cost[0].length;
        float[][] total = new float[steps + 1][frames + 1];
        byte[][] move = new byte[steps + 1][frames + 1];
        for (float[] row : total) {
            Arrays.fill(row, Float.POSITIVE_INFINITY);
        }
        total[0][0] = 0;
        for (int s = 1; s <= steps; s++) {
            for (int f = 1; f <= frames; f++) {
                float both = total[s - 1][f - 1];
                float step = total[s - 1][f];
                float stay = total[s][f - 1];
                byte best = (byte) (both < step && both < stay ? 0 : step < stay ? 1 : 2);
                total[s][f] = cost[s - 1][f - 1] + (best == 0 ? both : best == 1 ? step : stay);
                move[s][f] = best;
            }
        }
        int[] starts = new int[steps];
        int s = steps;
        int f = frames;
        while (s > 0 && f > 0) {
            starts[s - 1] = f - 1;
            if (move[s][f] == 0) {
                s--;
                f--;
            } else if (move[s][f] == 1) {
                s--;
            } else {
                f--;
            }
        }
        return starts;
    }
}
