package org.wenzheng.rtc.rtp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * A view of one decrypted RTP packet (RFC 3550 5.1) in a buffer, to read and to rewrite it in place.
 *
 * <p>One view serves any number of packets: {@link #wrap} it around each. It neither copies nor keeps count of references,
 * and is good until the buffer changes. Indices are absolute in the buffer. Not for several threads.
 */
public final class RtpPacket {

    /** Octets of the header without contributing sources and extensions. */
    public static final int FIXED_HEADER = 12;

    private static final int ONE_BYTE_PROFILE = 0xBEDE;
    private static final int TWO_BYTE_PROFILE = 0x1000;
    private static final int ONE_BYTE_STOP = 15;

    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
    private int start;
    private int end;
    private int extensions; // index of the first element
    private int extensionsEnd;
    private int profile;
    private int payload;
    private int padding;
    private int foundLength;

    /**
     * Looks at the readable bytes of a buffer.
     *
     * @return whether they are an RTP packet; if not, this view must not be read
     */
    public boolean wrap(ByteBuf packet) {
        buffer = packet;
        start = packet.readerIndex();
        end = packet.writerIndex();
        if (end - start < FIXED_HEADER) {
            return false;
        }
        int first = packet.getUnsignedByte(start);
        if (first >> 6 != 2) {
            return false;
        }
        int index = start + FIXED_HEADER + 4 * (first & 0x0F);
        profile = 0;
        extensions = index;
        extensionsEnd = index;
        if ((first & 0x10) != 0) {
            if (end - index < 4) {
                return false;
            }
            profile = packet.getUnsignedShort(index);
            extensions = index + 4;
            extensionsEnd = extensions + 4 * packet.getUnsignedShort(index + 2);
            index = extensionsEnd;
        }
        payload = index;
        padding = 0;
        if (index > end) {
            return false;
        }
        if ((first & 0x20) != 0) {
            if (index == end) {
                return false;
            }
            padding = packet.getUnsignedByte(end - 1);
            return padding != 0 && padding <= end - index;
        }
        return true;
    }

    /** The buffer that this looks at. */
    public ByteBuf buffer() {
        return buffer;
    }

    /** Index of the packet's first byte. */
    public int start() {
        return start;
    }

    /** Octets of the whole packet. */
    public int length() {
        return end - start;
    }

    /** Octets of header, contributing sources and extensions. */
    public int headerLength() {
        return payload - start;
    }

    /** Index of the payload's first byte. */
    public int payload() {
        return payload;
    }

    /** Octets of the payload without padding; 0 for a packet that only probes. */
    public int payloadLength() {
        return end - payload - padding;
    }

    /** Octets of padding, its count included. */
    public int padding() {
        return padding;
    }

    /** The marker bit: the last packet of a video frame, the first of a talk spurt. */
    public boolean marker() {
        return buffer.getByte(start + 1) < 0;
    }

    public int payloadType() {
        return buffer.getByte(start + 1) & 0x7F;
    }

    /** The sequence number, 16 bits. */
    public int sequence() {
        return buffer.getUnsignedShort(start + 2);
    }

    /** The timestamp, 32 bits in the codec's clock, read as signed. */
    public int timestamp() {
        return buffer.getInt(start + 4);
    }

    /** The synchronization source, 32 bits read as signed. */
    public int ssrc() {
        return buffer.getInt(start + 8);
    }

    /** How many contributing sources the header lists. */
    public int contributingSources() {
        return buffer.getByte(start) & 0x0F;
    }

    public void setMarker(boolean marker) {
        buffer.setByte(start + 1, marker ? 0x80 | payloadType() : payloadType());
    }

    public void setPayloadType(int payloadType) {
        buffer.setByte(start + 1, (buffer.getByte(start + 1) & 0x80) | (payloadType & 0x7F));
    }

    public void setSequence(int sequence) {
        buffer.setShort(start + 2, sequence);
    }

    public void setTimestamp(int timestamp) {
        buffer.setInt(start + 4, timestamp);
    }

    public void setSsrc(int ssrc) {
        buffer.setInt(start + 8, ssrc);
    }

    /**
     * Finds a header extension (RFC 8285, one- or two-byte form).
     *
     * @param id its negotiated id, 1 to 255
     * @return the index of its first data byte, or -1; its size is then in {@link #foundLength}
     */
    public int findExtension(int id) {
        if (profile == ONE_BYTE_PROFILE) {
            return findOneByte(id);
        }
        return (profile & 0xFFF0) == TWO_BYTE_PROFILE ? findTwoByte(id) : -1;
    }

    /** Octets of the extension that {@link #findExtension} found last; may be 0 in the two-byte form. */
    public int foundLength() {
        return foundLength;
    }

    private int findOneByte(int id) {
        for (int index = extensions; index < extensionsEnd; ) {
            int head = buffer.getUnsignedByte(index++);
            if (head == 0) {
                continue;
            }
            int length = (head & 0x0F) + 1;
            if (head >> 4 == ONE_BYTE_STOP || index + length > extensionsEnd) {
                return -1;
            }
            if (head >> 4 == id) {
                foundLength = length;
                return index;
            }
            index += length;
        }
        return -1;
    }

    private int findTwoByte(int id) {
        for (int index = extensions; index < extensionsEnd; ) {
            int found = buffer.getUnsignedByte(index++);
            if (found == 0) {
                continue;
            }
            if (index == extensionsEnd) {
                return -1;
            }
            int length = buffer.getUnsignedByte(index++);
            if (index + length > extensionsEnd) {
                return -1;
            }
            if (found == id) {
                foundLength = length;
                return index;
            }
            index += length;
        }
        return -1;
    }
}
