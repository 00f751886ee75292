package org.wenzheng.rtc.rtx;

import io.netty.buffer.ByteBuf;

/**
 * The last packets of one source as received, decrypted, kept once for all who may ask for one again. It holds so many
 * octets and so many packets and no more: the oldest make room. Not for several threads.
 */
public final class PacketCache {

    private final ByteBuf arena;
    private final int capacity;
    private final long[] sequences; // 0 where the place is empty: extended numbers start above
    private final long[] positions; // of the first octet, counted from the beginning of time
    private final int[] lengths;
    private long written;
    private int found;

    /**
     * @param arena its capacity is the octets kept; belongs to the cache until {@link #release}
     * @param window how many packets are kept at most, a power of two
     */
    public PacketCache(ByteBuf arena, int window) {
        this.arena = arena;
        capacity = arena.capacity();
        sequences = new long[window];
        positions = new long[window];
        lengths = new int[window];
    }

    /** Keeps a copy of a packet's readable bytes under its extended sequence number. */
    public void add(long sequence, ByteBuf packet) {
        int length = packet.readableBytes();
        if (length > capacity) {
            return;
        }
        int offset = (int) (written % capacity);
        if (offset + length > capacity) {
            written += capacity - offset; // a packet lies in one piece
            offset = 0;
        }
        arena.setBytes(offset, packet, packet.readerIndex(), length);
        int place = (int) sequence & sequences.length - 1;
        sequences[place] = sequence;
        positions[place] = written;
        lengths[place] = length;
        written += length;
    }

    /**
     * Finds a packet.
     *
     * @return the index of its first octet in {@link #buffer}, or -1; its size is then in {@link #foundLength}. Good until
     *     the next packet is added
     */
    public int find(long sequence) {
        int place = (int) sequence & sequences.length - 1;
        if (sequences[place] != sequence || written - positions[place] > capacity) {
            return -1;
        }
        found = place;
        return (int) (positions[place] % capacity);
    }

    /** Octets of the packet that {@link #find} found last. */
    public int foundLength() {
        return lengths[found];
    }

    /** Where packets lie. */
    public ByteBuf buffer() {
        return arena;
    }

    /** Gives the arena back. */
    public void release() {
        arena.release();
    }
}
