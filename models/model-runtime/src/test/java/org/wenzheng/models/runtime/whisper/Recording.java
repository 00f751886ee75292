package org.wenzheng.models.runtime.whisper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Samples of a 16 kHz mono 16-bit WAV file. */
final class Recording {

    private static final int DATA = ByteBuffer.wrap("data".getBytes(StandardCharsets.US_ASCII))
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt();

    private Recording() {}

    static float[] read(Path file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.position(12);
        while (true) {
            int chunk = bytes.getInt();
            int length = Math.min(bytes.getInt(), bytes.remaining());
            if (chunk == DATA) {
                float[] samples = new float[length / 2];
                for (int i = 0; i < samples.length; i++) {
                    samples[i] = bytes.getShort() / 32768f;
                }
                return samples;
            }
            bytes.position(bytes.position() + length);
        }
    }
}
