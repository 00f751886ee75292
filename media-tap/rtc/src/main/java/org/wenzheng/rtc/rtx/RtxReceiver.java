package org.wenzheng.rtc.rtx;

import io.netty.buffer.ByteBuf;
import org.wenzheng.rtc.rtp.RtpPacket;

/** Unwraps the retransmission stream of one source (RFC 4588 4), session and SSRC multiplexed. */
public final class RtxReceiver {

    private static final int ORIGINAL_SEQUENCE = 2;

    private final int ssrc;
    private final int payloadType;

    /**
     * @param ssrc of the source that is repaired
     * @param payloadType of its packets
     */
    public RtxReceiver(int ssrc, int payloadType) {
        this.ssrc = ssrc;
        this.payloadType = payloadType;
    }

    /**
     * Turns a retransmission into the packet that it repeats, in place: the header moves over the two octets of the original
     * sequence number, and the view is wrapped around the result.
     *
     * @return false if it carries no packet: padding alone, as senders use to probe; then nothing is changed
     */
    public boolean unwrap(RtpPacket packet) {
        if (packet.payloadLength() <= ORIGINAL_SEQUENCE) {
            return false;
        }
        ByteBuf buffer = packet.buffer();
        int start = packet.start();
        int sequence = buffer.getUnsignedShort(packet.payload());
        for (int octet = packet.headerLength() - 1; octet >= 0; octet--) {
            buffer.setByte(start + ORIGINAL_SEQUENCE + octet, buffer.getByte(start + octet));
        }
        buffer.readerIndex(start + ORIGINAL_SEQUENCE);
        packet.wrap(buffer);
        packet.setSequence(sequence);
        packet.setSsrc(ssrc);
        packet.setPayloadType(payloadType);
        return true;
    }
}
