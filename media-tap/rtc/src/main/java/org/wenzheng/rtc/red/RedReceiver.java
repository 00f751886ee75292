package org.wenzheng.rtc.red;

import io.netty.buffer.ByteBuf;

/**
 * Takes a track of redundant audio apart: each packet's payload once, the lost ones from the redundancy of those after them.
 * Without an allocation a packet. Not for several threads.
 */
public final class RedReceiver {

    /** Takes payloads. */
    public interface Output {

        /**
         * A payload; its packet's first, or one recovered.
         *
         * @param sequence extended, of the packet that the payload was sent in first
         * @param timestamp extended
         * @param recovered whether from the redundancy of a later packet
         */
        void onPayload(long sequence, long timestamp, ByteBuf buffer, int index, int length, boolean recovered);
    }

    private static final int WINDOW = 64;

    private final RedPacket view = new RedPacket();
    private final Output output;
    private final long[] seen = new long[WINDOW];
    private long first = -1;
    private long recovered;
    private long malformed;

    public RedReceiver(Output output) {
        this.output = output;
    }

    /**
     * Takes in a packet; lost packets before it that it makes up for are given first.
     *
     * @param sequence extended
     * @param timestamp extended
     * @param index of its payload
     */
    public void onPacket(long sequence, long timestamp, ByteBuf packet, int index, int length) {
        if (!view.wrap(packet, index, length)) {
            malformed++;
            return;
        }
        if (first < 0) {
            first = sequence; // what came before was not lost: nobody listened
        }
        for (int block = 0; block < view.redundant(); block++) {
            long lost = sequence - view.packetsBefore(block);
            if (lost >= first && view.length(block) > 0 && markNew(lost)) {
                recovered++;
                output.onPayload(
                        lost,
                        timestamp - view.timestampOffset(block),
                        packet,
                        view.index(block),
                        view.length(block),
                        true);
            }
        }
        int primary = view.redundant();
        if (markNew(sequence)) {
            output.onPayload(sequence, timestamp, packet, view.index(primary), view.length(primary), false);
        }
    }

    /**
     * Takes note of a packet that came without redundancy, as a sender may mix them.
     *
     * @param sequence extended
     * @return whether it is new: neither seen nor recovered before
     */
    public boolean onPlainPacket(long sequence) {
        if (first < 0) {
            first = sequence;
        }
        return markNew(sequence);
    }

    /** Packets recovered so far. */
    public long recovered() {
        return recovered;
    }

    /** Payloads that were no redundant audio. */
    public long malformed() {
        return malformed;
    }

    private boolean markNew(long sequence) {
        int place = (int) sequence & WINDOW - 1;
        if (seen[place] >= sequence) {
            return false; // seen, or so old that its place was taken by a newer one
        }
        seen[place] = sequence;
        return true;
    }
}
