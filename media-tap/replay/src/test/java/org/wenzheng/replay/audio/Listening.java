package org.wenzheng.replay.audio;

import java.util.Arrays;

/** What a test hears in samples. */
public final class Listening {

    private Listening() {}

    /** Everything that a voice says. */
    public static short[] all(Voice voice) {
        short[] heard = new short[0];
        short[] frame = new short[Voice.FRAME_SAMPLES];
        for (int count = voice.read(frame); count > 0; count = voice.read(frame)) {
            int before = heard.length;
            heard = Arrays.copyOf(heard, before + count);
            System.arraycopy(frame, 0, heard, before, count);
        }
        return heard;
    }

    /** How strong a tone is in samples of 48 kHz: about its amplitude, of 1 at most (Goertzel's algorithm). */
    public static double tone(short[] samples, double hertz) {
        double turn = 2 * Math.cos(2 * Math.PI * hertz / Voice.SAMPLE_RATE);
        double last = 0;
        double before = 0;
        for (short sample : samples) {
            double next = sample / 32768.0 + turn * last - before;
            before = last;
            last = next;
        }
        double power = last * last + before * before - turn * last * before;
        return 2 * Math.sqrt(Math.max(0, power)) / samples.length;
    }

    /** Root of the mean square, of 1 at most. */
    public static double loudness(short[] samples) {
        double sum = 0;
        for (short sample : samples) {
            sum += Math.pow(sample / 32768.0, 2);
        }
        return Math.sqrt(sum / samples.length);
    }
}
