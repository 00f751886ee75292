package org.wenzheng.cli.demo;

/** Another pitch of the same voice by playing it faster or slower; the synthesiser's speed makes up for the time. */
final class Pitch {
    private static final int REACH = 16;

    private Pitch() {}

    /** How much faster a voice is played for so many semitones. */
    static double ratio(int semitones) {
        return Math.pow(2, semitones / 12.0);
    }

    /**
     * The samples played faster by {@link #ratio}, at the same sample rate: Lanczos interpolation, with the cut-off lowered
     * where the pitch rises.
     */
    static float[] shift(float[] samples, int semitones) {
        if (semitones == 0) {
            return samples;
        }
        double ratio = ratio(semitones);
        double cutoff = Math.min(1, 1 / ratio);
        int reach = (int) Math.ceil(REACH / cutoff);
        float[] shifted = new float[(int) (samples.length / ratio)];
        for (int i = 0; i < shifted.length; i++) {
            double at = i * ratio;
            int centre = (int) at;
            double sum = 0;
            for (int j = Math.max(0, centre - reach + 1); j <= Math.min(samples.length - 1, centre + reach); j++) {
                double x = (at - j) * cutoff;
                sum += samples[j] * cutoff * sinc(x) * sinc(x / REACH);
            }
            shifted[i] = (float) sum;
        }
        return shifted;
    }

    private static double sinc(double x) {
        if (Math.abs(x) < 1e-9) {
            return 1;
        }
        return Math.sin(Math.PI * x) / (Math.PI * x);
    }
}
