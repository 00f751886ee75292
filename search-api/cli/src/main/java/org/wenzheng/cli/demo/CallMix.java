package org.wenzheng.cli.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wenzheng.cli.demo.DemoScript.Side;
import org.wenzheng.cli.demo.DemoScript.Turn;
import org.wenzheng.models.runtime.ModelException;

/**
 * A whole call in two channels, left citizen, right staff. They take turns: who listens is silent, as after the noise
 * suppression of a browser.
 */
final class CallMix {
    /** RMS of speech, -23 dB of full scale. */
    private static final double SPEECH_LEVEL = 0.0708;

    private static final float PEAK = 0.95f;
    private static final double TAIL_SECONDS = 0.8;

    /** How long noise is heard before and after a turn, and how long it takes to come and go, seconds. */
    private static final double NOISE_MARGIN = 0.6;

    private static final double NOISE_FADE = 0.3;

    private record Placed(Side side, int start, float[] samples) {
        int end() {
            return start + samples.length;
        }
    }

    private CallMix() {}

    /** The call's channels, of one length, in the sample rate of the turns. */
    static float[][] of(DemoScript script, SpokenTurns turns) throws ModelException, IOException {
        List<Placed> placed = new ArrayList<>();
        int at = 0;
        for (Turn turn : script.turns()) {
            at += turn.pause() * turns.sampleRate() / 1000;
            float[] spoken = StreetNoise.scaled(turns.speak(turn.text(), script.speaker(turn)), SPEECH_LEVEL);
            placed.add(new Placed(turn.side(), at, spoken));
            at += spoken.length;
        }
        int length = at + (int) (TAIL_SECONDS * turns.sampleRate());
        float[] citizen = channel(placed, Side.CITIZEN, length);
        Double noise = script.citizen().noise();
        if (noise != null) {
            addNoise(citizen, placed, noise, turns.sampleRate(), script.id().hashCode());
        }
        return new float[][] {limited(citizen), limited(channel(placed, Side.STAFF, length))};
    }

    private static float[] channel(List<Placed> placed, Side side, int length) {
        float[] channel = new float[length];
        for (Placed turn : placed) {
            if (turn.side() == side) {
                System.arraycopy(turn.samples(), 0, channel, turn.start(), turn.samples().length);
            }
        }
        return channel;
    }

    private static void addNoise(float[] channel, List<Placed> placed, double decibels, int sampleRate, long seed) {
        float[] noise = StreetNoise.of(channel.length, sampleRate, seed);
        float[] heard = new float[channel.length];
        int margin = (int) (NOISE_MARGIN * sampleRate);
        int fade = (int) (NOISE_FADE * sampleRate);
        for (Placed turn : placed) {
            if (turn.side() == Side.CITIZEN) {
                int from = Math.max(0, turn.start() - margin);
                int to = Math.min(channel.length, turn.end() + margin);
                for (int i = from; i < to; i++) {
                    heard[i] = Math.max(heard[i], Math.min(1, Math.min(i - from, to - i) / (float) fade));
                }
            }
        }
        double level = SPEECH_LEVEL * Math.pow(10, decibels / 20);
        for (int i = 0; i < channel.length; i++) {
            channel[i] += (float) (noise[i] * heard[i] * level);
        }
    }

    /** Softer as a whole where a peak would clip. */
    private static float[] limited(float[] channel) {
        float peak = 0;
        for (float sample : channel) {
            peak = Math.max(peak, Math.abs(sample));
        }
        if (peak <= PEAK) {
            return channel;
        }
        float[] softer = Arrays.copyOf(channel, channel.length);
        for (int i = 0; i < softer.length; i++) {
            softer[i] *= PEAK / peak;
        }
        return softer;
    }
}
