package org.wenzheng.rtc.red;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * A view of a payload of redundant audio (RFC 2198 3): some blocks of packets before, oldest first, and the primary block
 * last. One view serves any number of packets. Not for several threads.
 */
public final class RedPacket {

    /** More redundant blocks than any sender has. */
    public static final int MAX_BLOCKS = 16;

    private static final int BLOCK_HEADER = 4;

    private final int[] offsets = new int[MAX_BLOCKS]; // of timestamps, 0 for the primary
    private final int[] indices = new int[MAX_BLOCKS];
    private final int[] lengths = new int[MAX_BLOCKS];
    private final int[] types = new int[MAX_BLOCKS];
    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
    private int blocks;

    /**
     * Looks at a payload.
     *
     * @return whether it is well formed; if not, this view must not be read
     */
    public boolean wrap(ByteBuf packet, int index, int length) {
        buffer = packet;
        blocks = 0;
        int end = index + length;
        int at = index;
        int redundant = 0;
        while (at < end && packet.getByte(at) < 0) {
            if (blocks == MAX_BLOCKS - 1 || end - at < BLOCK_HEADER) {
                return false;
            }
            int head = packet.getInt(at);
            types[blocks] = head >>> 24 & 0x7F;
            offsets[blocks] = head >>> 10 & 0x3FFF;
            lengths[blocks] = head & 0x3FF;
            redundant += lengths[blocks];
            blocks++;
            at += BLOCK_HEADER;
        }
        if (at >= end) {
            return false;
        }
        types[blocks] = packet.getByte(at++) & 0x7F;
        offsets[blocks] = 0;
        lengths[blocks] = end - at - redundant;
        if (lengths[blocks] < 0) {
            return false;
        }
        blocks++;
        for (int block = 0; block < blocks; block++) {
            indices[block] = at;
            at += lengths[block];
        }
        return true;
    }

    /** The buffer that this looks at. */
    public ByteBuf buffer() {
        return buffer;
    }

    /** Redundant blocks; the block with this number is the primary. */
    public int redundant() {
        return blocks - 1;
    }

    /** Payload type of a block, 0 the oldest. */
    public int payloadType(int block) {
        return types[block];
    }

    /** How much older than the packet's timestamp a block is, timestamp units. */
    public int timestampOffset(int block) {
        return offsets[block];
    }

    /** Index of a block's first octet. */
    public int index(int block) {
        return indices[block];
    }

    /** Octets of a block; 0 where the sender had nothing. */
    public int length(int block) {
        return lengths[block];
    }

    /**
     * How many packets before this one a block was sent first: redundant blocks are those of the packets just before, which
     * is what browsers send.
     */
    public int packetsBefore(int block) {
        return redundant() - block;
    }
}
