package org.wenzheng.replay.audio;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes WAV files of 16-bit samples for tests. */
public final class WavFile {

    /** What a channel holds at a time. */
    public interface Signal {

        /** From -1 to 1. */
        double at(int channel, double seconds);
    }

    /** Nothing. */
    public static final Signal SILENCE = (channel, seconds) -> 0;

    private WavFile() {}

    /** A tone a channel, 300 Hz and 500 Hz and so on, that swells and fades like syllables do. */
    public static Signal syllables() {
        return (channel, seconds) -> 0.4
                * Math.sin(2 * Math.PI * (300 + 200 * channel) * seconds)
                * Math.pow(Math.sin(Math.PI * 3 * seconds), 2);
    }

    /** Writes such a file and returns it. */
    public static Path write(Path file, int rate, int channels, double seconds, Signal signal) throws IOException {
        int frames = (int) Math.round(rate * seconds);
        int bytes = frames * channels * 2;
        ByteBuffer head = ByteBuffer.allocate(44).order(ByteOrder.LITTLE_ENDIAN);
        head.put(ascii("RIFF")).putInt(36 + bytes).put(ascii("WAVEfmt ")).putInt(16);
        head.putShort((short) 1).putShort((short) channels).putInt(rate).putInt(rate * channels * 2);
        head.putShort((short) (channels * 2))
                .putShort((short) 16)
                .put(ascii("data"))
                .putInt(bytes);
        ByteBuffer block = ByteBuffer.allocate(channels * 2).order(ByteOrder.LITTLE_ENDIAN);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            out.write(head.array());
            for (int frame = 0; frame < frames; frame++) {
                block.clear();
                for (int channel = 0; channel < channels; channel++) {
                    block.putShort((short) Math.round(32767 * signal.at(channel, (double) frame / rate)));
                }
                out.write(block.array());
            }
        }
        return file;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
