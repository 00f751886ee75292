package org.wenzheng.rtc.sctp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.wenzheng.rtc.SimulatedLink;

/** Two associations over a simulated link. */
final class Pair {

    static final long MS = 1_000_000;

    final SimulatedLink link;
    final End active;
    final End passive;

    Pair(SimulatedLink link, long seed) {
        this(link, seed, SctpOptions.defaults(), SctpOptions.defaults());
    }

    Pair(SimulatedLink link, long seed, SctpOptions ofActive, SctpOptions ofPassive) {
        this.link = link;
        active = new End(0, seed, ofActive);
        passive = new End(1, ~seed, ofPassive);
    }

    static SctpOptions limits(int window, int maxMessage) {
        return new SctpOptions(
                1_191,
                maxMessage,
                window,
                4_000_000,
                16,
                Duration.ofMillis(500),
                Duration.ofMillis(400),
                Duration.ofSeconds(10),
                10,
                Duration.ofSeconds(30));
    }

    /** Runs until something holds; false if it does not within so many seconds of the link's time. */
    boolean runUntil(BooleanSupplier condition, double seconds) {
        long until = link.now() + (long) (seconds * 1e9);
        while (!condition.getAsBoolean()) {
            if (link.now() >= until) {
                return false;
            }
            long timeout = Math.min(active.association.nextTimeout(), passive.association.nextTimeout());
            if (!link.step(Math.min(until, Math.max(link.now(), timeout)))) {
                active.association.poll(link.now());
                passive.association.poll(link.now());
            }
        }
        return true;
    }

    void run(double seconds) {
        runUntil(() -> false, seconds);
    }

    boolean connect() {
        active.association.connect(link.now());
        return runUntil(() -> active.established && passive.established, 60);
    }

    private End peer(End end) {
        return end == active ? passive : active;
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    record Message(int stream, int protocol, byte[] payload) {}

    final class End implements SctpListener {

        final SctpAssociation association;
        final List<Message> messages = new ArrayList<>();
        final List<Integer> incomingResets = new ArrayList<>();
        final List<Integer> outgoingResets = new ArrayList<>();
        final List<SctpCloseReason> closed = new ArrayList<>();
        boolean established;
        boolean deaf;
        int longestPacket;

        End(int direction, long seed, SctpOptions options) {
            association = new SctpAssociation(
                    options,
                    new Random(seed),
                    packet -> {
                        longestPacket = Math.max(longestPacket, packet.readableBytes());
                        link.send(direction, packet, (arrived, now) -> {
                            if (!peer(this).deaf) {
                                peer(this).association.receive(arrived, now);
                            }
                        });
                    },
                    this);
        }

        boolean send(int stream, byte[] payload, boolean ordered, int retransmissions, long lifetime) {
            return association.send(stream, 53, payload, ordered, retransmissions, lifetime, link.now());
        }

        @Override
        public void onEstablished() {
            established = true;
        }

        @Override
        public void onMessage(int stream, int protocol, byte[] message) {
            messages.add(new Message(stream, protocol, message));
        }

        @Override
        public void onIncomingReset(int stream) {
            incomingResets.add(stream);
        }

        @Override
        public void onOutgoingReset(int stream) {
            outgoingResets.add(stream);
        }

        @Override
        public void onClosed(SctpCloseReason reason) {
            closed.add(reason);
        }
    }
}
