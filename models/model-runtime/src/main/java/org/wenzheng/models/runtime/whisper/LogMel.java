package org.wenzheng.models.runtime.whisper;

import java.util.Arrays;

/**
 * Whisper's input: log-mel energies of 16 kHz samples, 25 ms Hann windows each 10 ms, slaney-normalised mel filters from
 * 0 to 8 kHz, floored 8 decades below the loudest and scaled to about -1..1. Thread-safe.
 */
final class LogMel {

    static final int SAMPLE_RATE = 16_000;
    static final int HOP = 160;
    static final int FRAMES_A_SECOND = SAMPLE_RATE / HOP;

    private static final double SILENCE = -10; // log10 of the least power, 1e-10

    private final int mels;
    private final double[] window = new double[RealFourier400.SIZE];
    private final double[][] filters;
    private final int[] filterStart;

    LogMel(int mels) {
        this.mels = mels;
        for (int i = 0; i < window.length; i++) {
            window[i] = 0.5 - 0.5 * Math.cos(2 * Math.PI * i / window.length);
        }
        filters = new double[mels][];
        filterStart = new int[mels];
        double[] edges = new double[mels + 2];
        double top = melOfHertz(SAMPLE_RATE / 2.0);
        for (int i = 0; i < edges.length; i++) {
            edges[i] = hertzOfMel(top * i / (mels + 1));
        }
        for (int m = 0; m < mels; m++) {
            buildFilter(m, edges[m], edges[m + 1], edges[m + 2]);
        }
    }

    private void buildFilter(int m, double low, double centre, double high) {
        double[] filter = new double[RealFourier400.BINS];
        int from = filter.length;
        int to = 0;
        for (int k = 0; k < filter.length; k++) {
            double hertz = (double) k * SAMPLE_RATE / RealFourier400.SIZE;
            double slope = Math.min((hertz - low) / (centre - low), (high - hertz) / (high - centre));
            if (slope > 0) {
                filter[k] = slope * 2 / (high - low);
                from = Math.min(from, k);
                to = k + 1;
            }
        }
        filterStart[m] = Math.min(from, to);
        filters[m] = Arrays.copyOfRange(filter, filterStart[m], to);
    }

    /**
     * Energies of the samples with silence behind them.
     *
     * @param frames of the result, 100 a second
     * @return [mels × frames], row-major
     */
    float[] of(float[] pcm, int frames) {
        float[] out = new float[mels * frames];
        Arrays.fill(out, (float) SILENCE);
        int sounding = Math.min(frames, (pcm.length + RealFourier400.SIZE / 2) / HOP + 1);
        RealFourier400 fourier = new RealFourier400();
        double[][] samples = new double[2][RealFourier400.SIZE];
        double[][] power = new double[2][RealFourier400.BINS];
        double loudest = SILENCE;
        for (int t = 0; t < sounding; t += 2) {
            cut(pcm, frames * HOP, t, samples[0]);
            cut(pcm, frames * HOP, t + 1, samples[1]);
            fourier.power(samples[0], samples[1], power[0], power[1]);
            for (int i = 0; i < Math.min(2, frames - t); i++) {
                for (int m = 0; m < mels; m++) {
                    double value = Math.log10(Math.max(1e-10, energy(m, power[i])));
                    out[m * frames + t + i] = (float) value;
                    loudest = Math.max(loudest, value);
                }
            }
        }
        float floor = (float) loudest - 8;
        for (int i = 0; i < out.length; i++) {
            out[i] = (Math.max(out[i], floor) + 4) / 4;
        }
        return out;
    }

    /** One windowed frame around its centre; the signal is mirrored at both ends. */
    private void cut(float[] pcm, int total, int frame, double[] samples) {
        int start = frame * HOP - samples.length / 2;
        for (int i = 0; i < samples.length; i++) {
            int at = Math.abs(start + i);
            if (at >= total) {
                at = Math.max(0, 2 * (total - 1) - at);
            }
            samples[i] = at < pcm.length ? pcm[at] * window[i] : 0;
        }
    }

    private double energy(int mel, double[] power) {
        double[] filter = filters[mel];
        double sum = 0;
        for (int i = 0; i < filter.length; i++) {
            sum += filter[i] * power[filterStart[mel] + i];
        }
        return sum;
    }

    /** Slaney's scale: linear to 1 kHz, logarithmic above. */
    private static double melOfHertz(double hertz) {
        return hertz < 1000 ? hertz * 3 / 200 : 15 + Math.log(hertz / 1000) * 27 / Math.log(6.4);
    }

    private static double hertzOfMel(double mel) {
        return mel < 15 ? mel * 200 / 3 : 1000 * Math.exp((mel - 15) * Math.log(6.4) / 27);
    }
}
