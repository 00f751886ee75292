package org.wenzheng.sfu.room;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.twcc.TwccRecorder;

/** A client's way in: a link of some capacity with a queue that overflows, and the feedback that the client gives of it. */
final class Downlink {

    static final int EXTENSION = 3;

    private static final long DELAY_NANOS = 20_000_000L;
    private static final long QUEUE_NANOS = 300_000_000L;

    private final FakePort.FakePeer peer;
    private final TwccRecorder recorder = new TwccRecorder(50_000_000L);
    private final Deque<byte[]> underWay = new ArrayDeque<>();
    private final Deque<Long> arrivals = new ArrayDeque<>();
    private final Map<Integer, Integer> lostByPayloadType = new HashMap<>();
    private final Map<Integer, Integer> arrivedByPayloadType = new HashMap<>();
    private long bitsPerSecond;
    private long busyUntil;
    private int read;
    private String lastLayer = "";
    private long longestQueue;

    Downlink(FakePort.FakePeer peer, long bitsPerSecond) {
        this.peer = peer;
        this.bitsPerSecond = bitsPerSecond;
    }

    void carry(long bits) {
        bitsPerSecond = bits;
    }

    /** Counts anew. */
    void forget() {
        lostByPayloadType.clear();
        arrivedByPayloadType.clear();
        longestQueue = 0;
    }

    int arrived(int payloadType) {
        return arrivedByPayloadType.getOrDefault(payloadType, 0);
    }

    int lost(int payloadType) {
        return lostByPayloadType.getOrDefault(payloadType, 0);
    }

    /** Milliseconds that a packet waited at most. */
    long longestQueueMillis() {
        return longestQueue / 1_000_000;
    }

    /** The layer of the last picture that arrived, by its rid. */
    String lastLayer() {
        return lastLayer;
    }

    /** Takes what was sent, delivers what has arrived, and gives feedback when it is time. */
    void run(long now) {
        for (; read < peer.rtp.size(); read++) {
            enter(peer.rtp.get(read), now);
        }
        while (!arrivals.isEmpty() && arrivals.peek() <= now) {
            deliver(underWay.remove(), arrivals.remove());
        }
        if (recorder.due(now)) {
            while (recorder.pending()) {
                ByteBuf out = Unpooled.buffer();
                recorder.write(out, 1, 2, now);
                peer.listener.rtcp(out, now);
            }
        }
    }

    private void enter(byte[] packet, long now) {
        long wait = Math.max(0, busyUntil - now);
        if (wait > QUEUE_NANOS) {
            lostByPayloadType.merge(Packets.read(packet).payloadType(), 1, Integer::sum);
            return;
        }
        longestQueue = Math.max(longestQueue, wait);
        busyUntil = now + wait + packet.length * 8_000_000_000L / bitsPerSecond;
        underWay.add(packet);
        arrivals.add(busyUntil + DELAY_NANOS);
    }

    private void deliver(byte[] packet, long at) {
        RtpPacket view = Packets.read(packet);
        arrivedByPayloadType.merge(view.payloadType(), 1, Integer::sum);
        int index = view.findExtension(EXTENSION);
        if (index >= 0) {
            recorder.onPacket(view.buffer().getUnsignedShort(index), at);
        }
        if (view.payloadType() == 96) {
            lastLayer = String.valueOf((char) view.buffer().getByte(view.payload() + 5));
        }
    }
}
