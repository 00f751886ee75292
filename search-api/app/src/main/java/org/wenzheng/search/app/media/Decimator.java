package org.wenzheng.search.app.media;

/**
 * Takes 48 kHz to 16 kHz by a linear-phase low-pass of {@value #TAPS} taps (windowed sinc, Blackman,
 * cut at 7.4 kHz) whose delay is taken out, so that sample n of the result is sample 3n of the input.
 */
final class Decimator {

    static final int FACTOR = 3;
    private static final int TAPS = 127;
    private static final double CUT_HZ = 7_400;
    private static final float[] FILTER = filter();

    private Decimator() {}

    /** A third of the samples, rounded up. */
    static short[] decimate(short[] sound) {
        short[] result = new short[(sound.length + FACTOR - 1) / FACTOR];
        for (int n = 0; n < result.length; n++) {
            int first = n * FACTOR - TAPS / 2;
            float sum = 0;
            for (int tap = Math.max(0, -first); tap < TAPS && first + tap < sound.length; tap++) {
                sum += FILTER[tap] * sound[first + tap];
            }
            result[n] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
        }
        return result;
    }

    private static float[] filter() {
        double cut = CUT_HZ / OpusSound.RATE;
        double[] taps = new double[TAPS];
        double sum = 0;
        for (int i = 0; i < TAPS; i++) {
            int x = i - TAPS / 2;
            double sinc = x == 0 ? 2 * cut : Math.sin(2 * Math.PI * cut * x) / (Math.PI * x);
            double phase = 2 * Math.PI * i / (TAPS - 1);
            taps[i] = sinc * (0.42 - 0.5 * Math.cos(phase) + 0.08 * Math.cos(2 * phase));
            sum += taps[i];
        }
        float[] filter = new float[TAPS];
        for (int i = 0; i < TAPS; i++) {
            filter[i] = (float) (taps[i] / sum);
        }
        return filter;
    }
}
