package org.wenzheng.search.app.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** RIFF WAVE of 16-bit PCM, one channel, 16 kHz: byte {@value #HEADER} + 2n is sample n. */
final class Wav {

    static final int HEADER = 44;
    static final int BYTES_A_SAMPLE = 2;

    private Wav() {}

    static byte[] header(long samples) {
        long bytes = samples * BYTES_A_SAMPLE;
        ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
        header.put(ascii("RIFF")).putInt((int) (HEADER - 8 + bytes)).put(ascii("WAVE"));
        header.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
        header.putInt(CallSound.RATE).putInt(CallSound.RATE * BYTES_A_SAMPLE);
        header.putShort((short) BYTES_A_SAMPLE).putShort((short) 16);
        header.put(ascii("data")).putInt((int) bytes);
        return header.array();
    }

    static byte[] pcm(short[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * BYTES_A_SAMPLE).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
