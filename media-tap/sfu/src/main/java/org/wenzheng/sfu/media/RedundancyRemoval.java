package org.wenzheng.sfu.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.wenzheng.rtc.red.RedReceiver;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.sfu.negotiation.TrackFormat;

/**
 * Makes plain packets of those of redundant audio (RFC 2198): what was lost and is repeated in a later packet is a packet of
 * its own again, in its place. So all behind it, subscribers and tap, know one form only and gain from every repair.
 */
final class RedundancyRemoval implements RedReceiver.Output {

    /** Takes plain packets. */
    interface Output {

        void packet(RtpPacket packet, long sequence, long now);
    }

    private static final int PADDED = 0x20;

    private final TrackFormat format;
    private final Output output;
    private final RedReceiver receiver = new RedReceiver(this);
    private final ByteBuf buffer = Unpooled.buffer(2048);
    private final RtpPacket plain = new RtpPacket();
    private RtpPacket carrier = plain;
    private long arrival;

    RedundancyRemoval(TrackFormat format, Output output) {
        this.format = format;
        this.output = output;
    }

    /** Takes a packet of either payload type. */
    void onPacket(RtpPacket packet, long sequence, long now) {
        long timestamp = Integer.toUnsignedLong(packet.timestamp());
        if (packet.payloadType() != format.redundancyPayloadType() || packet.payloadLength() == 0) {
            boolean fresh = packet.payloadLength() == 0
                    ? receiver.onPadding(sequence)
                    : receiver.onPlainPacket(sequence, timestamp);
            if (fresh) {
                output.packet(packet, sequence, now);
            }
            return;
        }
        carrier = packet;
        arrival = now;
        receiver.onPacket(sequence, timestamp, packet.buffer(), packet.payload(), packet.payloadLength());
    }

    /** Packets that redundancy made up for. */
    long recovered() {
        return receiver.recovered();
    }

    @Override
    public void onPayload(long sequence, long timestamp, ByteBuf payload, int index, int length, boolean recovered) {
        buffer.clear();
        buffer.writeBytes(carrier.buffer(), carrier.start(), carrier.headerLength());
        buffer.setByte(0, buffer.getByte(0) & ~PADDED);
        buffer.writeBytes(payload, index, length);
        if (!plain.wrap(buffer)) {
            return;
        }
        plain.setPayloadType(format.payloadType());
        plain.setSequence((int) sequence & 0xFFFF);
        plain.setTimestamp((int) timestamp);
        if (recovered) {
            plain.setMarker(false);
        }
        output.packet(plain, sequence, arrival);
    }
}
