package org.wenzheng.client;

import dev.onvoid.webrtc.media.audio.AudioTrack;
import dev.onvoid.webrtc.media.audio.CustomAudioSource;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * Sound that this participant sends: 48 kHz, one channel. A thread pushes a block every 10 ms for as long as it is open,
 * silence included, because a pause would leave the RTP clock behind and delay all that follows at the far end.
 */
public final class LocalAudio implements AutoCloseable {

    /** Samples of a block. */
    public static final int BLOCK = 480;

    private static final int RATE = 48_000;
    private static final long BLOCK_NANOS = 10_000_000;
    private static final long MAX_BEHIND_NANOS = 1_000_000_000;

    private final CustomAudioSource source = new CustomAudioSource();
    private final AudioTrack track;
    private final PcmSource pcm;
    private final Thread pacer;
    private volatile boolean closed;

    LocalAudio(MediaEngine engine, String cid, PcmSource pcm) {
        this.track = engine.sending().createAudioTrack(cid, source);
        this.pcm = pcm;
        this.pacer = new Thread(this::pace, "audio-pacer");
        pacer.setDaemon(true);
        pacer.setPriority(Thread.MAX_PRIORITY);
        pacer.start();
    }

    AudioTrack track() {
        return track;
    }

    private void pace() {
        short[] block = new short[BLOCK];
        byte[] bytes = new byte[2 * BLOCK];
        long due = System.nanoTime();
        while (!closed) {
            long wait = due - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
                continue;
            }
            if (wait < -MAX_BEHIND_NANOS) {
                due = System.nanoTime(); // the machine slept: rather late once than a burst of seconds
            }
            Arrays.fill(block, (short) 0);
            Transport.guarded(() -> pcm.fill(block));
            for (int i = 0; i < BLOCK; i++) {
                bytes[2 * i] = (byte) block[i];
                bytes[2 * i + 1] = (byte) (block[i] >> 8);
            }
            source.pushAudio(bytes, 16, RATE, 1, BLOCK);
            due += BLOCK_NANOS;
        }
    }

    /** Stops pushing; called when the participant closes. */
    @Override
    public void close() {
        closed = true;
        try {
            pacer.join(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Freed.of(track::dispose);
        Freed.of(source::dispose);
    }
}
