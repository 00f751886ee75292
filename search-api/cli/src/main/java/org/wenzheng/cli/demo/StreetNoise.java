package org.wenzheng.cli.demo;

import java.util.Random;

/** A street as a telephone hears it: the rumble of traffic, vehicles that pass, and voices that cannot be understood. */
final class StreetNoise {
    /** Share of amplitude. */
    private static final double TRAFFIC = 0.75;

    private static final double VOICES = 0.25;
    private static final int SPEAKERS = 5;

    private StreetNoise() {}

    /** Noise of RMS 1. The same seed gives the same noise. */
    static float[] of(int samples, int sampleRate, long seed) {
        Random random = new Random(seed);
        float[] noise = new float[samples];
        add(noise, traffic(samples, sampleRate, random), TRAFFIC);
        for (int speaker = 0; speaker < SPEAKERS; speaker++) {
            add(noise, murmur(samples, sampleRate, random), VOICES / Math.sqrt(SPEAKERS));
        }
        return scaled(noise, 1);
    }

    /** Root of the mean square. */
    static double rms(float[] samples) {
        double sum = 0;
        for (float sample : samples) {
            sum += (double) sample * sample;
        }
        return samples.length == 0 ? 0 : Math.sqrt(sum / samples.length);
    }

    /** The samples at another RMS. */
    static float[] scaled(float[] samples, double rms) {
        double factor = rms / Math.max(rms(samples), 1e-9);
        float[] scaled = new float[samples.length];
        for (int i = 0; i < samples.length; i++) {
            scaled[i] = (float) (samples[i] * factor);
        }
        return scaled;
    }

    /** Noise below some 400 Hz that swells by up to 9 dB every few seconds. */
    private static float[] traffic(int samples, int sampleRate, Random random) {
        double share = 1 - Math.exp(-2 * Math.PI * 400 / sampleRate);
        double period = sampleRate * (3 + 2 * random.nextDouble());
        double phase = random.nextDouble() * 2 * Math.PI;
        float[] noise = new float[samples];
        double low = 0;
        double lower = 0;
        for (int i = 0; i < samples; i++) {
            low += share * (random.nextGaussian() - low);
            lower += share * (low - lower);
            double swell = Math.pow(10, 9.0 / 20 * 0.5 * (1 + Math.sin(phase + 2 * Math.PI * i / period)));
            noise[i] = (float) ((lower + 0.15 * low) * swell);
        }
        return noise;
    }

    /** Noise in the band of vowels, in syllables, four or so a second. */
    private static float[] murmur(int samples, int sampleRate, Random random) {
        double formant = 350 + 500 * random.nextDouble();
        double angle = 2 * Math.PI * formant / sampleRate;
        double radius = 0.985;
        double rate = 3 + 2 * random.nextDouble();
        double phase = random.nextDouble() * 2 * Math.PI;
        float[] noise = new float[samples];
        double before = 0;
        double twoBefore = 0;
        for (int i = 0; i < samples; i++) {
            double now = random.nextGaussian() + 2 * radius * Math.cos(angle) * before - radius * radius * twoBefore;
            twoBefore = before;
            before = now;
            noise[i] = (float) (now * Math.max(0, Math.sin(phase + 2 * Math.PI * rate * i / sampleRate)));
        }
        return noise;
    }

    private static void add(float[] sum, float[] part, double rms) {
        float[] level = scaled(part, rms);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += level[i];
        }
    }
}
