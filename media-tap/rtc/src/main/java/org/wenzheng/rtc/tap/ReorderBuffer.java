package org.wenzheng.rtc.tap;

import java.util.TreeMap;

/**
 * Puts what the tap mirrors of one track into order. When a packet is missing, what follows waits a little for its repair,
 * by retransmission or redundancy, and then goes on without it, saying how many were lost. It belongs to the tap's thread,
 * never to the packet path.
 *
 * @param <P> what is ordered
 */
public final class ReorderBuffer<P> {

    /** Takes packets in order. */
    public interface Output<P> {

        /**
         * The next packet.
         *
         * @param sequence extended, higher than any before
         * @param lostBefore packets missing between the one before and this
         */
        void onPacket(long sequence, P packet, long lostBefore);
    }

    private record Waiting<P>(P packet, long since) {}

    private final long patience;
    private final int limit;
    private final Output<P> output;
    private final TreeMap<Long, Waiting<P>> waiting = new TreeMap<>();
    private long next = -1;
    private long lost;
    private long late;
    private long repaired;

    /**
     * @param patience nanoseconds that a packet waits for those before it at most; 100 ms
     * @param limit how many packets wait at most; beyond, the first missing are given up
     */
    public ReorderBuffer(long patience, int limit, Output<P> output) {
        this.patience = patience;
        this.limit = limit;
        this.output = output;
    }

    /**
     * Takes a packet, received or repaired; the same again is passed over.
     *
     * @param sequence extended
     * @param now nanoseconds
     */
    public void offer(long sequence, P packet, long now) {
        if (next < 0) {
            next = sequence;
        }
        if (sequence < next) {
            late++;
            return;
        }
        if (sequence == next) {
            repaired += waiting.isEmpty() ? 0 : 1;
            next++;
            output.onPacket(sequence, packet, 0);
            drain();
            return;
        }
        waiting.putIfAbsent(sequence, new Waiting<>(packet, now));
        if (waiting.size() > limit) {
            skip();
        }
        poll(now);
    }

    /** Gives up what has been waited for too long. */
    public void poll(long now) {
        while (!waiting.isEmpty() && now - oldest() >= patience) {
            skip();
        }
    }

    /** When {@link #poll} is due, or Long.MAX_VALUE. */
    public long nextTimeout() {
        return waiting.isEmpty() ? Long.MAX_VALUE : oldest() + patience;
    }

    /** Gives everything that waits, as when the track ends. */
    public void flush() {
        while (!waiting.isEmpty()) {
            skip();
        }
    }

    /** Packets that never came, or too late. */
    public long lost() {
        return lost;
    }

    /** Packets that came when they were given up already, or again. */
    public long late() {
        return late;
    }

    /** Packets that filled a gap in time. */
    public long repaired() {
        return repaired;
    }

    /** Since when the gap is known: whatever waits behind it, the first to come may not be the first in order. */
    private long oldest() {
        long oldest = Long.MAX_VALUE;
        for (Waiting<P> packet : waiting.values()) {
            oldest = Math.min(oldest, packet.since);
        }
        return oldest;
    }

    private void skip() {
        long first = waiting.firstKey();
        Waiting<P> packet = waiting.remove(first);
        if (packet == null) {
            return;
        }
        long missing = first - next;
        lost += missing;
        next = first + 1;
        output.onPacket(first, packet.packet, missing);
        drain();
    }

    private void drain() {
        for (Waiting<P> packet = waiting.remove(next); packet != null; packet = waiting.remove(next)) {
            next++;
            output.onPacket(next - 1, packet.packet, 0);
        }
    }
}
