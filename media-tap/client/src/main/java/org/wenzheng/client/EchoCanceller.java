package org.wenzheng.client;

import dev.onvoid.webrtc.media.audio.AudioProcessing;
import dev.onvoid.webrtc.media.audio.AudioProcessingConfig;
import dev.onvoid.webrtc.media.audio.AudioProcessingStreamConfig;

/**
 * Takes what this participant says out of another one's track, where a loudspeaker brings it back: libwebrtc's AEC3, its reference
 * what is sent. Blocks of 10 ms at 48 kHz. Not thread-safe.
 */
public final class EchoCanceller implements AutoCloseable {

    private static final int BLOCK = 480;

    private final AudioProcessing processing = new AudioProcessing();
    private final AudioProcessingStreamConfig format = new AudioProcessingStreamConfig(100 * BLOCK, 1);
    private final byte[] far = new byte[2 * BLOCK];
    private final byte[] near = new byte[2 * BLOCK];
    private final byte[] clean = new byte[2 * BLOCK];
    private final byte[] unused = new byte[2 * BLOCK];

    public EchoCanceller() {
        AudioProcessingConfig config = new AudioProcessingConfig();
        config.echoCanceller.enabled = true;
        config.highPassFilter.enabled = true;
        processing.applyConfig(config);
    }

    /** A block that was sent. */
    public void reference(short[] block) {
        pack(block, far);
        processing.processReverseStream(far, format, format, unused);
    }

    /** Takes the echo out of a block of what the other's microphone brings, in place. Other lengths stay as they are. */
    public void clean(short[] block) {
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
