package org.wenzheng.models.runtime.synthesis;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer.Phoneme;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer.Speech;

/**
 * Shortens what is silent in synthesised speech: the model's long lead-in and lead-out, and pauses longer than a speaker
 * would make. Phonemes move with the samples, and end where their sound ends: the model counts the pause before a full stop
 * to the last phoneme, which would leave a mouth open.
 */
final class Pauses {
    /** Kept before the first sound and after the last, seconds. */
    static final float EDGE = 0.04f;

    /** Longest pause inside, seconds. */
    static final float LONGEST = 0.32f;

    /** A window is silent below this share of the loudest window's RMS: 45 dB. */
    private static final double SILENT_SHARE = 0.0056;

    private static final double WINDOW_SECONDS = 0.005;

    /** A run of silent samples, end exclusive. */
    private record Silence(int start, int end) {}

    private Pauses() {}

    static Speech shorten(Speech speech, int sampleRate) {
        float[] samples = speech.samples();
        List<Silence> silences = silences(samples, (int) (sampleRate * WINDOW_SECONDS));
        List<Silence> cuts = new ArrayList<>();
        for (Silence silence : silences) {
            boolean edge = silence.start() == 0 || silence.end() == samples.length;
            int keep = (int) ((edge ? EDGE : LONGEST) * sampleRate);
            int surplus = silence.end() - silence.start() - keep;
            if (surplus > 0) {
                // at the start the kept part lies before the sound; elsewhere half on each side, all before it at the
                // end
                int before = silence.start() == 0 ? 0 : silence.end() == samples.length ? keep : keep / 2;
                cuts.add(new Silence(silence.start() + before, silence.start() + before + surplus));
            }
        }
        List<Phoneme> phonemes = new ArrayList<>();
        for (Phoneme phoneme : speech.phonemes()) {
            int start = Math.round(phoneme.startSeconds() * sampleRate);
            int end = soundEnd(start, Math.round(phoneme.endSeconds() * sampleRate), silences);
            phonemes.add(new Phoneme(
                    phoneme.symbol(),
                    (start - cutBefore(start, cuts)) / (float) sampleRate,
                    (end - cutBefore(end, cuts)) / (float) sampleRate));
        }
        return new Speech(without(samples, cuts), List.copyOf(phonemes));
    }

    private static List<Silence> silences(float[] samples, int window) {
        int windows = (samples.length + window - 1) / window;
        double[] power = new double[windows];
        for (int i = 0; i < samples.length; i++) {
            power[i / window] += (double) samples[i] * samples[i] / window;
        }
        double limit = Arrays.stream(power).max().orElse(0) * SILENT_SHARE * SILENT_SHARE;
        List<Silence> silences = new ArrayList<>();
        int start = -1;
        for (int w = 0; w <= windows; w++) {
            boolean silent = w < windows && power[w] <= limit;
            if (silent && start < 0) {
                start = w * window;
            } else if (!silent && start >= 0) {
                silences.add(new Silence(start, Math.min(w * window, samples.length)));
                start = -1;
            }
        }
        return silences;
    }

    /** Where a phoneme falls silent for good, if it does before its end. */
    private static int soundEnd(int start, int end, List<Silence> silences) {
        for (Silence silence : silences) {
            if (silence.start() > start && silence.start() < end && silence.end() >= end) {
                return silence.start();
            }
        }
        return end;
    }

    private static int cutBefore(int at, List<Silence> cuts) {
        int cut = 0;
        for (Silence silence : cuts) {
            cut += Math.max(0, Math.min(at, silence.end()) - silence.start());
        }
        return cut;
    }

    private static float[] without(float[] samples, List<Silence> cuts) {
        float[] kept = new float[samples.length - cutBefore(samples.length, cuts)];
        int from = 0;
        int to = 0;
        for (Silence cut : cuts) {
            System.arraycopy(samples, from, kept, to, cut.start() - from);
            to += cut.start() - from;
            from = cut.end();
        }
        System.arraycopy(samples, from, kept, to, samples.length - from);
        return kept;
    }
}
