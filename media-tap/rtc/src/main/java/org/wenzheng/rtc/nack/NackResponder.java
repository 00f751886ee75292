package org.wenzheng.rtc.nack;

import java.util.Arrays;

/**
 * The sending side of generic NACK for one subscriber of one track: what was sent under which sequence number, so that it
 * can be taken from the track's packet cache and sent again. It keeps numbers only, no packets. Not for several threads.
 */
public final class NackResponder {

    private static final int MAX_REPEATS = 10;
    private static final long LEAST_INTERVAL = 10_000_000L;

    private final int[] sequences; // -1 where the place is empty
    private final long[] sources;
    private final byte[] layers;
    private final byte[] repeats;
    private final int[] timestamps;
    private final short[] pictureIds;
    private final short[] tl0PicIdxs;
    private final long[] repeatedAt;
    private int found;
    private long answered;
    private long unknown;

    /** @param window how many packets are remembered, a power of two up to 32,768 */
    public NackResponder(int window) {
        sequences = new int[window];
        sources = new long[window];
        layers = new byte[window];
        repeats = new byte[window];
        timestamps = new int[window];
        pictureIds = new short[window];
        tl0PicIdxs = new short[window];
        repeatedAt = new long[window];
        Arrays.fill(sequences, -1);
    }

    /**
     * Notes a packet that was sent.
     *
     * @param sequence it was sent with
     * @param layer simulcast layer it is of, 0 without simulcast
     * @param source its extended sequence number in that layer
     * @param timestamp it was sent with
     * @param pictureId it was sent with, or -1
     * @param tl0PicIdx it was sent with, or -1
     */
    public void onSent(int sequence, int layer, long source, int timestamp, int pictureId, int tl0PicIdx) {
        int place = sequence & sequences.length - 1;
        sequences[place] = sequence & 0xFFFF;
        sources[place] = source;
        layers[place] = (byte) layer;
        repeats[place] = 0;
        timestamps[place] = timestamp;
        pictureIds[place] = (short) pictureId;
        tl0PicIdxs[place] = (short) tl0PicIdx;
    }

    /**
     * Decides whether to send a packet again that a NACK names; the getters then tell which it was.
     *
     * @param roundTrip nanoseconds, or -1: what was repeated less than that ago is on its way
     */
    public boolean answer(int sequence, long now, long roundTrip) {
        int place = sequence & sequences.length - 1;
        if (sequences[place] != (sequence & 0xFFFF)) {
            unknown++;
            return false;
        }
        if (repeats[place] > 0
                && (repeats[place] >= MAX_REPEATS || now - repeatedAt[place] < Math.max(LEAST_INTERVAL, roundTrip))) {
            return false;
        }
        repeats[place]++;
        repeatedAt[place] = now;
        found = place;
        answered++;
        return true;
    }

    /** Simulcast layer of the packet to send again. */
    public int layer() {
        return layers[found];
    }

    /** Its extended sequence number in that layer. */
    public long source() {
        return sources[found];
    }

    /** Timestamp it was sent with. */
    public int timestamp() {
        return timestamps[found];
    }

    /** Picture id it was sent with, or -1. */
    public int pictureId() {
        return pictureIds[found];
    }

    /** Number of base layer frames it was sent with, or -1. */
    public int tl0PicIdx() {
        return tl0PicIdxs[found];
    }

    /** Packets to be sent again so far. */
    public long answered() {
        return answered;
    }

    /** Requests for what was never sent, or too long ago. */
    public long unknown() {
        return unknown;
    }
}
