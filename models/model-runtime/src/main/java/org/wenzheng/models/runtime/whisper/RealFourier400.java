package org.wenzheng.models.runtime.whisper;

/**
 * Power spectra of two real frames of 400 samples by one complex transform: sixteen 25-point sums, then four radix-2
 * stages. Not thread-safe: it keeps its scratch.
 */
final class RealFourier400 {

    static final int SIZE = 400;
    static final int BINS = SIZE / 2 + 1;

    private static final int ROOT = 25;
    private static final int PARTS = SIZE / ROOT;
    private static final double[] COS = new double[SIZE];
    private static final double[] SIN = new double[SIZE];

    static {
        for (int i = 0; i < SIZE; i++) {
            COS[i] = Math.cos(2 * Math.PI * i / SIZE);
            SIN[i] = Math.sin(2 * Math.PI * i / SIZE);
        }
    }

    private final double[] re = new double[SIZE];
    private final double[] im = new double[SIZE];

    /** Squared magnitudes of both frames' first {@link #BINS} bins. */
    void power(double[] first, double[] second, double[] firstPower, double[] secondPower) {
        for (int part = 0; part < PARTS; part++) {
            sums(first, second, part, Integer.reverse(part) >>> 28);
        }
        for (int half = ROOT; half < SIZE; half *= 2) {
            combine(half);
        }
        // the spectrum of a + ib holds both: A = (Z[k] + conj Z[-k]) / 2, B = (Z[k] - conj Z[-k]) / 2i
        for (int k = 0; k < BINS; k++) {
            int mirror = (SIZE - k) % SIZE;
            double ar = re[k] + re[mirror];
            double ai = im[k] - im[mirror];
            double br = im[k] + im[mirror];
            double bi = re[mirror] - re[k];
            firstPower[k] = (ar * ar + ai * ai) / 4;
            secondPower[k] = (br * br + bi * bi) / 4;
        }
    }

    /** 25-point transform of every 16th sample from {@code part}, put where the stages want it. */
    private void sums(double[] first, double[] second, int part, int place) {
        for (int k = 0; k < ROOT; k++) {
            double sumRe = 0;
            double sumIm = 0;
            int turn = 0;
            for (int n = 0, i = part; n < ROOT; n++, i += PARTS) {
                double cos = COS[turn];
                double sin = SIN[turn];
                sumRe += first[i] * cos + second[i] * sin;
                sumIm += second[i] * cos - first[i] * sin;
                turn += k * PARTS;
                if (turn >= SIZE) {
                    turn -= SIZE;
                }
            }
            re[place * ROOT + k] = sumRe;
            im[place * ROOT + k] = sumIm;
        }
    }

    /** One radix-2 stage: neighbouring spectra of {@code half} bins into one of twice as many. */
    private void combine(int half) {
        int step = SIZE / (2 * half);
        for (int start = 0; start < SIZE; start += 2 * half) {
            for (int k = 0; k < half; k++) {
                int low = start + k;
                int high = low + half;
                double cos = COS[k * step];
                double sin = SIN[k * step];
                double tr = re[high] * cos + im[high] * sin;
                double ti = im[high] * cos - re[high] * sin;
                re[high] = re[low] - tr;
                im[high] = im[low] - ti;
                re[low] += tr;
                im[low] += ti;
            }
        }
    }
}
