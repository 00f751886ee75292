package org.wenzheng.rtc.red;

import io.netty.buffer.ByteBuf;

/**
 * Writes payloads of redundant audio (RFC 2198) with the packets before, of one track for all of its subscribers that take
 * RED. Without an allocation a packet. Not for several threads.
 */
public final class RedEncoder {

    private static final int MAX_OFFSET = 0x3FFF;
    private static final int MAX_LENGTH = 0x3FF;

    private final int payloadType;
    private final int distance;
    private final int mostOctets;
    private final byte[][] payloads;
    private final int[] lengths;
    private final int[] timestamps;
    private final long[] sequences;

    /**
     * @param payloadType that blocks carry, such as that of Opus
     * @param distance how many packets before are repeated, 1 to 4
     * @param mostOctets of a payload: older blocks are left out of one that would be longer
     */
    public RedEncoder(int payloadType, int distance, int mostOctets) {
        this.payloadType = payloadType;
        this.distance = distance;
        this.mostOctets = mostOctets;
        payloads = new byte[distance][MAX_LENGTH];
        lengths = new int[distance];
        timestamps = new int[distance];
        sequences = new long[distance];
    }

    /**
     * Writes the payload of a packet, and remembers it for those that follow. A block before that is not of the packet just
     * before, or is empty, too long or too old, ends the redundancy: receivers tell blocks by their place.
     *
     * @param sequence extended
     * @param index of the payload's first octet in the packet
     */
    public void write(ByteBuf out, long sequence, int timestamp, ByteBuf packet, int index, int length) {
        int blocks = 0;
        int octets = 1 + length;
        while (blocks < distance && fits(sequence - blocks - 1, timestamp, octets)) {
            octets += 4 + lengths[place(sequence - blocks - 1)];
            blocks++;
        }
        for (int block = blocks; block > 0; block--) {
            int place = place(sequence - block);
            out.writeInt(0x8000_0000 | payloadType << 24 | (timestamp - timestamps[place]) << 10 | lengths[place]);
        }
        out.writeByte(payloadType);
        for (int block = blocks; block > 0; block--) {
            int place = place(sequence - block);
            out.writeBytes(payloads[place], 0, lengths[place]);
        }
        out.writeBytes(packet, index, length);
        int place = place(sequence);
        sequences[place] = sequence;
        timestamps[place] = timestamp;
        lengths[place] = length <= MAX_LENGTH ? length : 0;
        packet.getBytes(index, payloads[place], 0, lengths[place]);
    }

    private boolean fits(long sequence, int timestamp, int octets) {
        int place = place(sequence);
        int age = timestamp - timestamps[place];
        return sequences[place] == sequence
                && lengths[place] > 0
                && age > 0
                && age <= MAX_OFFSET
                && octets + 4 + lengths[place] <= mostOctets;
    }

    private int place(long sequence) {
        return (int) Math.floorMod(sequence, (long) distance);
    }
}
