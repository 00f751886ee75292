package org.wenzheng.digitalhuman.call;

import dev.onvoid.webrtc.media.video.VideoFrame;
import java.util.Collections;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.wenzheng.client.AudioBlock;
import org.wenzheng.client.PcmSource;
import org.wenzheng.client.RemoteTrack;
import org.wenzheng.client.RoomClient;
import org.wenzheng.client.RoomListener;
import org.wenzheng.signalling.token.CallRole;

/** A citizen in a call who hums for as long as told, and hears, sees and reads. */
final class TestCitizen implements RoomListener, PcmSource, AutoCloseable {

    static final int LOUD = 3_000;
    private static final int HUM = 12_000;
    private static final int RATE = 48_000;

    final AtomicInteger pictures = new AtomicInteger();
    final Queue<String> cards = new ConcurrentLinkedQueue<>();
    final RoomClient room;
    /** Loudest sample of the last 10 ms. */
    volatile int peak;
    /** Pitch of what was last heard loud, by its zero crossings. */
    volatile int hertz;

    /** Samples still to be hummed. */
    private final AtomicLong humming = new AtomicLong();

    private final Map<String, Integer> peaks = new ConcurrentHashMap<>();
    private double phase;

    TestCitizen(AgentRooms rooms, String call) throws Exception {
        room = rooms.join(call, "citizen", CallRole.CITIZEN, this);
        room.publishAudio("microphone", this);
    }

    void type(String question) {
        room.sendText(CallAgent.QUESTION_TOPIC, question, Map.of());
    }

    void hum(int milliseconds) {
        humming.set((long) milliseconds * RATE / 1_000);
    }

    /** How much is still to be hummed. */
    long leftMs() {
        return humming.get() * 1_000 / RATE;
    }

    @Override
    public void fill(short[] block) {
        for (int i = 0; i < block.length && humming.getAndDecrement() > 0; i++) {
            block[i] = (short) (HUM * Math.sin(phase));
            phase += 2 * Math.PI * 500 / RATE;
        }
    }

    @Override
    public void audio(RemoteTrack track, AudioBlock block) {
        int loudest = 0;
        int crossings = 0;
        for (int i = 0; i < block.frames(); i++) {
            loudest = Math.max(loudest, Math.abs(block.sample(i)));
            crossings += i > 0 && block.sample(i - 1) < 0 != block.sample(i) < 0 ? 1 : 0;
        }
        // Of all tracks: the silence of one that has left comes beside the voice of the next.
        peaks.put(track.sid(), loudest);
        peak = Collections.max(peaks.values());
        if (loudest > LOUD) {
            hertz = crossings * RATE / 2 / block.frames();
        }
    }

    @Override
    public void video(RemoteTrack track, VideoFrame frame) {
        pictures.incrementAndGet();
    }

    @Override
    public void text(String identity, String topic, String text, Map<String, String> attributes) {
        if (topic.equals(Card.TOPIC)) {
            cards.add(text);
        }
    }

    @Override
    public void close() {
        room.close();
    }
}
