package org.wenzheng.sfu.room;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.wenzheng.rtc.red.RedEncoder;
import org.wenzheng.rtc.rtp.RtpPacket;

/**
 * The packets of one voice, each with those before it (RFC 2198), for the subscribers that lose packets: written once
 * a packet, however many they are.
 */
final class Redundancy {

    /** Payload type of the blocks within: a subscriber that knows Opus by another goes without. */
    static final int OPUS = 111;

    /** Packets that are repeated: of three lost in ten, one in forty stays lost. */
    private static final int DISTANCE = 2;

    /** Stays within a datagram on any path. */
    private static final int MOST_OCTETS = 1_100;

    private final RedEncoder encoder = new RedEncoder(OPUS, DISTANCE, MOST_OCTETS);
    private final ByteBuf payload = Unpooled.buffer(2048);
    private long written = -1;

    /**
     * The payload of a packet with its redundancy.
     *
     * @param sequence extended
     * @return good until the next packet
     */
    ByteBuf of(long sequence, RtpPacket packet) {
        if (written != sequence) {
            written = sequence;
            payload.clear();
            encoder.write(
                    payload, sequence, packet.timestamp(), packet.buffer(), packet.payload(), packet.payloadLength());
        }
        return payload;
    }
}
