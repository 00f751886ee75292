package org.wenzheng.rtc.rtx;

import io.netty.buffer.ByteBuf;
import org.wenzheng.rtc.rtp.RtpWriter;

/**
 * Writes the retransmission stream of one source towards one subscriber (RFC 4588 4): {@link #begin}, extensions, {@link
 * #endHeader}, then the original payload.
 */
public final class RtxSender {

    private final int ssrc;
    private final int payloadType;
    private int sequence;
    private long packets;

    /**
     * @param ssrc of the retransmission stream
     * @param payloadType of the retransmission format
     * @param firstSequence anything, best at random
     */
    public RtxSender(int ssrc, int payloadType, int firstSequence) {
        this.ssrc = ssrc;
        this.payloadType = payloadType;
        sequence = firstSequence & 0xFFFF;
    }

    /** Begins a packet with the original's marker and timestamp and the next sequence number of this stream. */
    public void begin(RtpWriter writer, ByteBuf out, boolean marker, int timestamp) {
        writer.begin(out, marker, payloadType, sequence, timestamp, ssrc);
        sequence = sequence + 1 & 0xFFFF;
        packets++;
    }

    /** Ends the header and writes the sequence number under which the subscriber knows the packet. */
    public void endHeader(RtpWriter writer, ByteBuf out, int originalSequence) {
        writer.endHeader();
        out.writeShort(originalSequence);
    }

    /** The retransmission stream's source. */
    public int ssrc() {
        return ssrc;
    }

    /** Packets begun so far. */
    public long packets() {
        return packets;
    }
}
