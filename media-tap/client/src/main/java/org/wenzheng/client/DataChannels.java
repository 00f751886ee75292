package org.wenzheng.client;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.onvoid.webrtc.RTCDataChannel;
import dev.onvoid.webrtc.RTCDataChannelBuffer;
import dev.onvoid.webrtc.RTCDataChannelInit;
import dev.onvoid.webrtc.RTCDataChannelObserver;
import dev.onvoid.webrtc.RTCDataChannelState;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import livekit.LivekitModels.DataPacket;

/**
 * The data channels of a session: {@code _reliable} and {@code _lossy}, opened on the publishing connection to send by, and
 * those that the server opens on the subscribing one to receive by. What is sent before the channel is open waits.
 */
final class DataChannels {

    private static final int MAX_WAITING = 1024;

    private final Executor thread;
    private final Consumer<DataPacket> received;
    private final RTCDataChannel reliable;
    private final RTCDataChannel lossy;
    private final Deque<DataPacket.Builder> waiting = new ArrayDeque<>();
    private final List<RTCDataChannel> inbound = new ArrayList<>();
    private int sequence;

    DataChannels(Transport publisher, Executor thread, Consumer<DataPacket> received) {
        this.thread = thread;
        this.received = received;
        this.reliable = publisher.connection().createDataChannel("_reliable", new RTCDataChannelInit());
        RTCDataChannelInit unordered = new RTCDataChannelInit();
        unordered.ordered = false;
        unordered.maxRetransmits = 0;
        this.lossy = publisher.connection().createDataChannel("_lossy", unordered);
        reliable.registerObserver(new Observer(() -> thread.execute(this::flush), bytes -> {}));
    }

    /** Sends reliably and in order; the oldest is lost when too much waits for the channel. */
    void send(DataPacket.Builder packet) {
        if (waiting.size() >= MAX_WAITING) {
            waiting.poll();
        }
        waiting.add(packet);
        flush();
    }

    private void flush() {
        while (!waiting.isEmpty() && reliable.getState() == RTCDataChannelState.OPEN) {
            DataPacket packet = waiting.remove().setSequence(++sequence).build();
            try {
                reliable.send(new RTCDataChannelBuffer(ByteBuffer.wrap(packet.toByteArray()), true));
            } catch (Exception e) { // webrtc-java declares no narrower type
                throw new IllegalStateException("a data channel did not take a message", e);
            }
        }
    }

    /** A channel that the server opened; called on libwebrtc's thread. */
    synchronized void attach(RTCDataChannel channel) {
        inbound.add(channel);
        channel.registerObserver(new Observer(() -> {}, bytes -> {
            try {
                DataPacket packet = DataPacket.parseFrom(bytes);
                thread.execute(() -> received.accept(packet));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("a message that is none of the protocol", e);
            }
        }));
    }

    synchronized void close() {
        for (RTCDataChannel channel : inbound) {
            Freed.of(channel::unregisterObserver);
            Freed.of(channel::dispose);
        }
        Freed.of(reliable::unregisterObserver);
        Freed.of(reliable::dispose);
        Freed.of(lossy::dispose);
    }

    private record Observer(Runnable changed, Consumer<byte[]> message) implements RTCDataChannelObserver {

        @Override
        public void onBufferedAmountChange(long previous) {}

        @Override
        public void onStateChange() {
            Transport.guarded(changed);
        }

        @Override
        public void onMessage(RTCDataChannelBuffer buffer) {
            Transport.guarded(() -> {
                byte[] bytes = new byte[buffer.data.remaining()];
                buffer.data.get(bytes);
                message.accept(bytes);
            });
        }
    }
}
