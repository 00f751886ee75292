package org.wenzheng.rtc.simulcast;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.wenzheng.rtc.rtp.RtpPacket;

/**
 * Tells to which simulcast layer a packet belongs by the RID that it carries (RFC 8852, RFC 8853), until its source is
 * known: senders leave the extension out once they have seen a report on the source.
 */
public final class RidReader {

    private final byte[][] rids;
    private final int streamExtension;
    private final int repairedExtension;

    /**
     * @param rids of the layers, lowest first, such as q, h, f
     * @param streamExtension negotiated id of rtp-stream-id, 0 if none
     * @param repairedExtension negotiated id of repaired-rtp-stream-id, 0 if none
     */
    public RidReader(List<String> rids, int streamExtension, int repairedExtension) {
        this.rids = rids.stream()
                .map(rid -> rid.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
        this.streamExtension = streamExtension;
        this.repairedExtension = repairedExtension;
    }

    /** The layer whose media the packet carries, 0 lowest, or -1. */
    public int layer(RtpPacket packet) {
        return match(packet, streamExtension);
    }

    /** The layer that the packet repairs (RTX), 0 lowest, or -1. */
    public int repairedLayer(RtpPacket packet) {
        return match(packet, repairedExtension);
    }

    private int match(RtpPacket packet, int extension) {
        int index = extension == 0 ? -1 : packet.findExtension(extension);
        if (index < 0) {
            return -1;
        }
        for (int layer = 0; layer < rids.length; layer++) {
            if (matches(packet.buffer(), index, packet.foundLength(), rids[layer])) {
                return layer;
            }
        }
        return -1;
    }

    private static boolean matches(ByteBuf buffer, int index, int length, byte[] rid) {
        if (length != rid.length) {
            return false;
        }
        for (int octet = 0; octet < length; octet++) {
            if (buffer.getByte(index + octet) != rid[octet]) {
                return false;
            }
        }
        return true;
    }
}
