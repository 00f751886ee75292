package org.wenzheng.rtc.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Writes RTP packets with header extensions: {@link #begin}, each {@link #extension}, {@link #endHeader}, then the payload
 * straight into the buffer. One writer serves any number of packets. Not for several threads.
 */
public final class RtpWriter {

    private static final int HIGHEST_ONE_BYTE_ID = 14;
    private static final int LONGEST_ONE_BYTE_VALUE = 16;

    private final boolean twoByte;
    private ByteBuf out = Unpooled.EMPTY_BUFFER;
    private int start;
    private int block; // index of the extension block, or -1 while there is none

    /**
     * @param twoByte whether extensions take the two-byte form (RFC 8285 4.3): needed for ids above 14, empty values and
     *     values over 16 octets, and allowed only where it was negotiated or the peer sends it
     */
    public RtpWriter(boolean twoByte) {
        this.twoByte = twoByte;
    }

    /** Writes the fixed header at the buffer's writer index. */
    public void begin(ByteBuf buffer, boolean marker, int payloadType, int sequence, int timestamp, int ssrc) {
        out = buffer;
        start = buffer.writerIndex();
        block = -1;
        buffer.writeByte(0x80);
        buffer.writeByte((marker ? 0x80 : 0) | (payloadType & 0x7F));
        buffer.writeShort(sequence);
        buffer.writeInt(timestamp);
        buffer.writeInt(ssrc);
    }

    /**
     * Adds an extension of up to eight octets.
     *
     * @param id its negotiated id
     * @param value big-endian in the low octets
     * @param length octets of it, 1 to 8
     * @return the index of its first octet, to rewrite it later
     */
    public int extension(int id, long value, int length) {
        int index = element(id, length);
        for (int shift = 8 * (length - 1); shift >= 0; shift -= 8) {
            out.writeByte((int) (value >> shift));
        }
        return index;
    }

    /** Adds an extension, such as a MID as ASCII. Returns the index of its first octet. */
    public int extension(int id, byte[] value) {
        int index = element(id, value.length);
        out.writeBytes(value);
        return index;
    }

    /** Ends the header: what is written into the buffer now is payload. */
    public void endHeader() {
        if (block < 0) {
            return;
        }
        while ((out.writerIndex() - block) % 4 != 0) {
            out.writeByte(0);
        }
        out.setShort(block + 2, (out.writerIndex() - block) / 4 - 1);
        out.setByte(start, 0x90);
    }

    /**
     * Ends the packet with padding (RFC 3550 5.1).
     *
     * @param octets 1 to 255
     */
    public void pad(int octets) {
        out.writeZero(octets - 1);
        out.writeByte(octets);
        out.setByte(start, out.getByte(start) | 0x20);
    }

    private int element(int id, int length) {
        if (id < 1 || (!twoByte && (id > HIGHEST_ONE_BYTE_ID || length < 1 || length > LONGEST_ONE_BYTE_VALUE))) {
            throw new IllegalArgumentException("A header extension with id " + id + " and " + length
                    + " octets does not fit the " + (twoByte ? "two" : "one") + "-byte form; see RFC 8285 4.2");
        }
        if (block < 0) {
            block = out.writerIndex();
            out.writeShort(twoByte ? 0x1000 : 0xBEDE);
            out.writeShort(0);
        }
        if (twoByte) {
            out.writeByte(id);
            out.writeByte(length);
        } else {
            out.writeByte(id << 4 | length - 1);
        }
        return out.writerIndex();
    }
}
