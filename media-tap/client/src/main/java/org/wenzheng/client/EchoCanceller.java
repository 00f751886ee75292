package org.wenzheng.client;

import dev.onvoid.webrtc.media.audio.AudioProcessing;
import dev.onvoid.webrtc.media.audio.AudioProcessingConfig;
import dev.onvoid.webrtc.media.audio.AudioProcessingStreamConfig;
import java.util.concurrent.ArrayBlockingQueue;

/**
 * Takes what this participant says out of another one's track, where a loudspeaker brings it back: libwebrtc's AEC3, its reference
 * what is sent. Blocks of 10 ms at 48 kHz. {@link #sent} is for the pacing thread and never waits; the rest is for one thread.
 */
public final class EchoCanceller implements AutoCloseable {

    private static final int BLOCK = 480;
    private static final int MOST_WAITING = 100;

    private final AudioProcessing processing = new AudioProcessing();
    private final AudioProcessingStreamConfig format = new AudioProcessingStreamConfig(100 * BLOCK, 1);
    private final ArrayBlockingQueue<byte[]> references = new ArrayBlockingQueue<>(MOST_WAITING);
    private final byte[] near = new byte[2 * BLOCK];
    private final byte[] clean = new byte[2 * BLOCK];
    private final byte[] unused = new byte[2 * BLOCK];

    public EchoCanceller() {
        AudioProcessingConfig config = new AudioProcessingConfig();
        config.echoCanceller.enabled = true;
        config.highPassFilter.enabled = true;
        processing.applyConfig(config);
    }

    /** A block that is sent; dropped where nobody takes them. */
    public void sent(short[] block) {
        byte[] bytes = new byte[2 * BLOCK];
        pack(block, bytes);
        if (!references.offer(bytes)) {
            references.poll();
        }
    }

    /** Takes the echo out of a block of what the other's microphone brings, in place. Other lengths stay as they are. */
    public void clean(short[] block) {
        for (byte[] reference = references.poll(); reference != null; reference = references.poll()) {
            processing.processReverseStream(reference, format, format, unused);
        }
        if (block.length != BLOCK) {
            return;
        }
        pack(block, near);
        processing.processStream(near, format, format, clean);
        for (int i = 0; i < BLOCK; i++) {
            block[i] = (short) (clean[2 * i] & 0xff | clean[2 * i + 1] << 8);
        }
    }

    private static void pack(short[] block, byte[] bytes) {
        for (int i = 0; i < Math.min(BLOCK, block.length); i++) {
            bytes[2 * i] = (byte) block[i];
            bytes[2 * i + 1] = (byte) (block[i] >> 8);
        }
    }

    @Override
    public void close() {
        processing.dispose();
    }
}
