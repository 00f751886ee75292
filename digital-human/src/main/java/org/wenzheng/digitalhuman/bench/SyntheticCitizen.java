package org.wenzheng.digitalhuman.bench;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.wenzheng.client.AudioBlock;
import org.wenzheng.client.ClientException;
import org.wenzheng.client.MediaEngine;
import org.wenzheng.client.PcmSource;
import org.wenzheng.client.RemoteTrack;
import org.wenzheng.client.RoomClient;
import org.wenzheng.client.RoomListener;
import org.wenzheng.digitalhuman.voice.Sound;
import org.wenzheng.signalling.token.CallRole;

/** Somebody who joins a call, says sounds into it and hears when the digital human is loud. Times are {@link System#nanoTime}. */
final class SyntheticCitizen implements RoomListener, PcmSource, AutoCloseable {

    /** A hundredth of full scale, and more: somebody speaks. */
    private static final int LOUD = 400;

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long STEP_MS = 5;

    private final RoomClient room;
    // Of what is said.
    private volatile @Nullable Sound saying;
    private int at;
    private volatile long began;
    private volatile long lastLoudSaid;
    // Of what is heard.
    private volatile long firstLoudHeard;
    private volatile long lastLoudHeard;

    SyntheticCitizen(URI sfu, String token, MediaEngine engine) throws ClientException {
        this.room = RoomClient.join(sfu, token, engine, this, PATIENCE);
        room.publishAudio("microphone", this);
    }

    /** Begins to say something; what was heard before is forgotten. */
    void say(Sound sound) {
        began = 0;
        lastLoudSaid = 0;
        firstLoudHeard = 0;
        at = 0;
        saying = sound;
    }

    /** Whether the last word was sent. */
    boolean said() {
        return saying == null;
    }

    /** When its first loud sample was sent. */
    long began() {
        return began;
    }

    /** When its last loud sample was sent. */
    long ended() {
        return lastLoudSaid;
    }

    /** When the digital human was first loud since something was said; 0 if it was not. */
    long answered() {
        return firstLoudHeard;
    }

    /** Forgets that the digital human was loud. */
    void listenAnew() {
        firstLoudHeard = 0;
    }

    /** When the digital human was last loud. */
    long lastHeard() {
        return lastLoudHeard;
    }

    /** Whether the digital human has been silent for so long. */
    boolean silentFor(long milliseconds) {
        return System.nanoTime() - lastLoudHeard > TimeUnit.MILLISECONDS.toNanos(milliseconds);
    }

    /** Waits for something; false when it did not come within so many seconds. */
    static boolean await(int seconds, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(STEP_MS);
        }
        return true;
    }

    @Override
    public void fill(short[] block) {
        Sound sound = saying;
        if (sound == null) {
            return;
        }
        boolean loud = false;
        for (int i = 0; i < block.length && at < sound.pcm().length; i++) {
            block[i] = sound.pcm()[at++];
            loud |= Math.abs(block[i]) > LOUD;
        }
        if (loud) {
            long now = System.nanoTime();
            began = began == 0 ? now : began;
            lastLoudSaid = now;
        }
        if (at >= sound.pcm().length) {
            saying = null;
        }
    }

    @Override
    public void audio(RemoteTrack track, AudioBlock block) {
        if (track.role() != CallRole.DIGITAL_HUMAN) {
            return;
        }
        for (int i = 0; i < block.frames(); i++) {
            if (Math.abs(block.sample(i)) > LOUD) {
                lastLoudHeard = System.nanoTime();
                firstLoudHeard = firstLoudHeard == 0 ? lastLoudHeard : firstLoudHeard;
                return;
            }
        }
    }

    @Override
    public void close() {
        room.close();
    }
}
