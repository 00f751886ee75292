package org.wenzheng.rtc.rtcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** A view of a report block (RFC 3550 6.4.1), good while the packet is being read. */
public final class ReportBlock {

    static final int LENGTH = 24;

    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
    private int index;

    void wrap(ByteBuf packet, int at) {
        buffer = packet;
        index = at;
    }

    /** The source that the block is about. */
    public int ssrc() {
        return buffer.getInt(index);
    }

    /** Loss since the last report, 0 to 255 of 256. */
    public int fractionLost() {
        return buffer.getUnsignedByte(index + 4);
    }

    /** Packets lost since the beginning; negative when more came than were expected. */
    public int cumulativeLost() {
        return buffer.getMedium(index + 5);
    }

    /** The highest sequence number received, extended by 16 bits of cycles. */
    public long highestSequence() {
        return buffer.getUnsignedInt(index + 8);
    }

    /** Interarrival jitter in timestamp units. */
    public long jitter() {
        return buffer.getUnsignedInt(index + 12);
    }

    /** Middle 32 bits of the NTP time of the last sender report received; 0 if none. */
    public int lastSenderReport() {
        return buffer.getInt(index + 16);
    }

    /** Delay since that report in 1/65,536 s. */
    public int delaySinceLastSenderReport() {
        return buffer.getInt(index + 20);
    }

    /**
     * The round trip that this block proves (RFC 3550 6.4.1).
     *
     * @param ntp now, on the clock that wrote the sender report
     * @return nanoseconds, or -1 if the receiver had no sender report, or its numbers make no sense
     */
    public long roundTrip(long ntp) {
        if (lastSenderReport() == 0) {
            return -1;
        }
        int units = (int) (ntp >> 16) - lastSenderReport() - delaySinceLastSenderReport();
        return units < 0 ? -1 : (units * 1_000_000_000L) >> 16;
    }
}
