package org.wenzheng.digitalhuman.voice;

/** Doubles a sample rate by a half-band filter: windowed sinc, 31 taps, Blackman. */
final class Upsampler {

    private static final int HALF = 15;
    private static final double[] TAPS = taps();

    private Upsampler() {}

    /** @param samples -1..1 @return twice as many, 16 bit */
    static short[] doubled(float[] samples) {
        short[] out = new short[samples.length * 2];
        for (int i = 0; i < samples.length; i++) {
            out[2 * i] = clipped(samples[i]);
            double between = 0;
            for (int tap = 0; tap <= HALF; tap += 2) {
                // Odd distances from the new sample, which lies between i and i + 1.
                double weight = TAPS[tap / 2];
                between += weight * (at(samples, i - tap / 2) + at(samples, i + 1 + tap / 2));
            }
            out[2 * i + 1] = clipped(between);
        }
        return out;
    }

    private static double[] taps() {
        double[] taps = new double[HALF / 2 + 1];
        double sum = 0;
        for (int i = 0; i < taps.length; i++) {
            int distance = 2 * i + 1;
            double x = Math.PI * distance / 2;
            double window = 0.42
                    + 0.5 * Math.cos(Math.PI * distance / (HALF + 1))
                    + 0.08 * Math.cos(2 * Math.PI * distance / (HALF + 1));
            taps[i] = Math.sin(x) / x * window;
            sum += 2 * taps[i];
        }
        for (int i = 0; i < taps.length; i++) {
            taps[i] /= sum; // constant sound stays as loud
        }
        return taps;
    }

    private static double at(float[] samples, int index) {
        return index < 0 || index >= samples.length ? 0 : samples[index];
    }

    private static short clipped(double sample) {
        return (short) Math.round(Math.max(-1, Math.min(1, sample)) * Short.MAX_VALUE);
    }
}
