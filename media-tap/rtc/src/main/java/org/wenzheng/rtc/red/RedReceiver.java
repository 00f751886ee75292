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
    private final long[] seen = new long[WINDOW]; // sequence numbers
    private final int[] heard = new int[WINDOW]; // 32 bits of the timestamps of sound, by which it is told from padding
    private int heardCount;
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
            long sent = timestamp - view.timestampOffset(block);
            if (view.length(block) == 0 || isHeard(sent)) {
                continue;
            }
            long lost = lostBefore(sequence - view.packetsBefore(block));
            if (lost >= first && markNew(lost)) {
                recovered++;
                markHeard(sent);
                output.onPayload(lost, sent, packet, view.index(block), view.length(block), true);
            }
        }
        int primary = view.redundant();
        if (markNew(sequence)) {
            markHeard(timestamp);
            output.onPayload(sequence, timestamp, packet, view.index(primary), view.length(primary), false);
        }
    }

    /**
     * Takes note of a packet that came without redundancy, as a sender may mix them.
     *
     * @param sequence extended
     * @param timestamp extended
     * @return whether it is new: neither seen nor recovered before
     */
    public boolean onPlainPacket(long sequence, long timestamp) {
        if (!onPadding(sequence)) {
            return false;
        }
        markHeard(timestamp);
        return true;
    }

    /**
     * Takes note of a packet without a payload: it takes a sequence number among those of the sound.
     *
     * @param sequence extended
     * @return whether it is new
     */
    public boolean onPadding(long sequence) {
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

    /** The last number up to this that has not come: padding may stand between a packet and the one that repeats it. */
    private long lostBefore(long sequence) {
        long lost = sequence;
        while (lost >= first && lost > sequence - WINDOW && seen[(int) lost & WINDOW - 1] == lost) {
            lost--;
        }
        return lost;
    }

    private boolean isHeard(long timestamp) {
        for (int place = 0; place < Math.min(heardCount, WINDOW); place++) {
            if (heard[place] == (int) timestamp) {
                return true;
            }
        }
        return false;
    }

    private void markHeard(long timestamp) {
        heard[heardCount++ & WINDOW - 1] = (int) timestamp;
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
