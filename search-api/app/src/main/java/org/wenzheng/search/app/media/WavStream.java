package org.wenzheng.search.app.media;

import java.io.IOException;
import java.io.OutputStream;

/**
 * A call's sound as a WAV file that is nowhere stored: any range of its bytes is computed when it is asked for, one window
 * in memory at a time.
 */
final class WavStream {

    private static final int WINDOW_BYTES = CallSound.WINDOW * Wav.BYTES_A_SAMPLE;

    private final CallSound sound;
    private final long samples;

    WavStream(CallSound sound, long samples) {
        this.sound = sound;
        this.samples = samples;
    }

    long length() {
        return Wav.HEADER + samples * Wav.BYTES_A_SAMPLE;
    }

    /** Writes the bytes from {@code first} to {@code last}, both inclusive. */
    void write(long first, long last, OutputStream out) throws IOException {
        long at = first;
        if (at < Wav.HEADER) {
            int end = (int) Math.min(Wav.HEADER, last + 1);
            out.write(Wav.header(samples), (int) at, end - (int) at);
            at = end;
        }
        while (at <= last) {
            long offset = at - Wav.HEADER;
            byte[] window = Wav.pcm(sound.window((int) (offset / WINDOW_BYTES)));
            int from = (int) (offset % WINDOW_BYTES);
            int length = (int) Math.min(WINDOW_BYTES - from, last + 1 - at);
            out.write(window, from, length);
            at += length;
        }
    }
}
