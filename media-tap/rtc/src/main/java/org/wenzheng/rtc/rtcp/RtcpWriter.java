package org.wenzheng.rtc.rtcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * Writes RTCP packets one after another into a buffer: a compound packet (RFC 3550 6.1) when a report comes first, a
 * reduced-size one (RFC 5506) otherwise. One writer serves any number of packets. Not for several threads.
 */
public final class RtcpWriter {

    private static final int MOST_BLOCKS = 31;

    private ByteBuf out = Unpooled.EMPTY_BUFFER;
    private int start;
    private int blocks;

    /** Begins to write at the buffer's writer index. */
    public void begin(ByteBuf buffer) {
        out = buffer;
    }

    /** Begins a sender report; {@link #reportBlock} may follow, {@link #endReport} must. */
    public void beginSenderReport(int ssrc, long ntp, int timestamp, long packets, long octets) {
        header(RtcpReader.SENDER_REPORT, 0);
        out.writeInt(ssrc);
        out.writeLong(ntp);
        out.writeInt(timestamp);
        out.writeInt((int) packets);
        out.writeInt((int) octets);
        blocks = 0;
    }

    /** Begins a receiver report; {@link #reportBlock} may follow, {@link #endReport} must. */
    public void beginReceiverReport(int ssrc) {
        header(RtcpReader.RECEIVER_REPORT, 0);
        out.writeInt(ssrc);
        blocks = 0;
    }

    /**
     * Adds a report block of what was received since the last one.
     *
     * @param now nanoseconds
     * @return false if 31 are in the report already, which is all it holds: end it and begin another
     */
    public boolean reportBlock(int ssrc, ReceptionStatistics statistics, long now) {
        if (blocks == MOST_BLOCKS) {
            return false;
        }
        blocks++;
        out.writeInt(ssrc);
        statistics.writeBlock(out, now);
        return true;
    }

    /** Ends a sender or receiver report. */
    public void endReport() {
        out.setByte(start, 0x80 | blocks);
        end();
    }

    /** Writes a source description with a canonical name of up to 255 octets of UTF-8 (RFC 3550 6.5). */
    public void canonicalName(int ssrc, String name) {
        byte[] octets = name.getBytes(StandardCharsets.UTF_8);
        if (octets.length > 255) {
            throw new IllegalArgumentException("A canonical name has at most 255 octets, not " + octets.length);
        }
        header(RtcpReader.SOURCE_DESCRIPTION, 1);
        out.writeInt(ssrc);
        out.writeByte(1);
        out.writeByte(octets.length);
        out.writeBytes(octets);
        out.writeZero(4 - (out.writerIndex() - start) % 4);
        end();
    }

    /** Writes that a source leaves. */
    public void bye(int ssrc) {
        header(RtcpReader.BYE, 1);
        out.writeInt(ssrc);
        end();
    }

    /**
     * Writes a generic NACK (RFC 4585 6.2.1).
     *
     * @param sequences 16-bit numbers in rising order; those above 16 bits are cut
     * @param count how many of them
     */
    public void nack(int sender, int media, long[] sequences, int count) {
        header(RtcpReader.TRANSPORT_FEEDBACK, RtcpReader.GENERIC_NACK);
        out.writeInt(sender);
        out.writeInt(media);
        for (int index = 0; index < count; ) {
            long first = sequences[index++];
            int following = 0;
            while (index < count && sequences[index] - first <= 16) {
                following |= 1 << (int) (sequences[index++] - first - 1);
            }
            out.writeShort((int) first);
            out.writeShort(following);
        }
        end();
    }

    /** Writes a picture loss indication (RFC 4585 6.3.1): please send a key frame. */
    public void pictureLoss(int sender, int media) {
        header(RtcpReader.PAYLOAD_FEEDBACK, RtcpReader.PICTURE_LOSS);
        out.writeInt(sender);
        out.writeInt(media);
        end();
    }

    /** Writes a full intra request (RFC 5104 4.3.1); the number grows with each new request to that source. */
    public void fullIntraRequest(int sender, int media, int number) {
        header(RtcpReader.PAYLOAD_FEEDBACK, RtcpReader.FULL_INTRA);
        out.writeInt(sender);
        out.writeInt(0);
        out.writeInt(media);
        out.writeByte(number);
        out.writeMedium(0);
        end();
    }

    /** Writes a receiver's estimate (draft-alvestrand-rmcat-remb-03): 18 bits of precision, rounded down. */
    public void receiverEstimate(int sender, long bitsPerSecond, int... sources) {
        int exponent = Math.max(0, 46 - Long.numberOfLeadingZeros(Math.max(1, bitsPerSecond)));
        header(RtcpReader.PAYLOAD_FEEDBACK, RtcpReader.APPLICATION_LAYER);
        out.writeInt(sender);
        out.writeInt(0);
        out.writeInt(RtcpReader.REMB);
        out.writeByte(sources.length);
        out.writeMedium(exponent << 18 | (int) (bitsPerSecond >> exponent));
        for (int source : sources) {
            out.writeInt(source);
        }
        end();
    }

    private void header(int type, int count) {
        start = out.writerIndex();
        out.writeByte(0x80 | count);
        out.writeByte(type);
        out.writeShort(0);
    }

    private void end() {
        out.setShort(start + 2, (out.writerIndex() - start) / 4 - 1);
    }
}
