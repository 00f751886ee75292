package org.wenzheng.jobs.opus;

/**
 * Makes 16 kHz of 48 kHz: a linear-phase low pass (Kaiser window, pass band to 7 kHz, 70 dB down where it would fold back
 * into it), of which every third output is computed. Adds 1 ms of delay.
 */
final class Decimator {
    static final int FACTOR = 3;

    private static final int TAPS = 96;
    private static final double CUT_HZ = 7900;
    private static final double BETA = 6.8; // Kaiser: 70 dB
    private static final float[] FILTER = filter();

    /** The last inputs, and behind them the new ones. */
    private float[] line = new float[TAPS + 1024];

    private int filled = TAPS - FACTOR;

    /** Forgets the past, as if silence had gone before. */
    void reset() {
        java.util.Arrays.fill(line, 0, TAPS, 0);
        filled = TAPS - FACTOR;
    }

    /**
     * Filters samples and keeps every third.
     *
     * @param input samples at 48 kHz; a multiple of three of them
     * @param output takes {@code length / 3} samples from {@code at} on
     */
    void apply(short[] input, int length, short[] output, int at) {
        if (line.length < filled + length) {
            line = java.util.Arrays.copyOf(line, filled + length + TAPS);
        }
        for (int i = 0; i < length; i++) {
            line[filled + i] = input[i];
        }
        int outputs = length / FACTOR;
        for (int i = 0; i < outputs; i++) {
            float sum = 0;
            int from = i * FACTOR;
            for (int tap = 0; tap < TAPS; tap++) {
                sum += FILTER[tap] * line[from + tap];
            }
            output[at + i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
        }
        System.arraycopy(line, length, line, 0, filled);
    }

    private static float[] filter() {
        double[] taps = new double[TAPS];
        double sum = 0;
        for (int i = 0; i < TAPS; i++) {
            double t = i - (TAPS - 1) / 2.0;
            double angle = 2 * Math.PI * CUT_HZ / OpusPacket.CLOCK * t;
            double ratio = 2.0 * i / (TAPS - 1) - 1;
            taps[i] = Math.sin(angle) / angle * bessel(BETA * Math.sqrt(1 - ratio * ratio));
            sum += taps[i];
        }
        float[] filter = new float[TAPS];
        for (int i = 0; i < TAPS; i++) {
            filter[i] = (float) (taps[i] / sum);
        }
        return filter;
    }

    /** Modified Bessel function of the first kind, order 0, by its series. */
    private static double bessel(double x) {
        double sum = 1;
        double term = 1;
        for (int k = 1; k < 40; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }
}
