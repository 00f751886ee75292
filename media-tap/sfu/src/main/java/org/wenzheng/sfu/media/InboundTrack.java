package org.wenzheng.sfu.media;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.simulcast.RidReader;
import org.wenzheng.sfu.negotiation.Extensions;
import org.wenzheng.sfu.negotiation.TrackFormat;

/** A track that a client sends in one section: one stream a simulcast layer, each known once its first packet came. */
public final class InboundTrack {

    private final byte[] mid;
    private final TrackFormat format;
    private final PacketSink sink;
    private final @Nullable InboundStream[] streams;
    private final boolean simulcast;
    private final RidReader rids;

    InboundTrack(String mid, TrackFormat format, List<String> layers, Extensions extensions, PacketSink sink) {
        this.mid = mid.getBytes(StandardCharsets.US_ASCII);
        this.format = format;
        this.sink = sink;
        this.simulcast = !layers.isEmpty();
        this.streams = new InboundStream[Math.max(1, layers.size())];
        this.rids = new RidReader(layers, extensions.rid(), extensions.repairedRid());
    }

    /** How it is encoded. */
    public TrackFormat format() {
        return format;
    }

    /** How many layers it may have. */
    public int layers() {
        return streams.length;
    }

    /** The stream of a layer, or null while nothing of it has come. */
    public @Nullable InboundStream stream(int layer) {
        return streams[layer];
    }

    PacketSink sink() {
        return sink;
    }

    void set(int layer, InboundStream stream) {
        streams[layer] = stream;
    }

    boolean is(RtpPacket packet, int midIndex, int length) {
        if (length != mid.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (packet.buffer().getByte(midIndex + i) != mid[i]) {
                return false;
            }
        }
        return true;
    }

    /** The layer whose media a packet of this track carries, or -1 when it is a retransmission or of no layer. */
    int layer(RtpPacket packet) {
        if (!carriesMedia(packet)) {
            return -1;
        }
        return simulcast ? rids.layer(packet) : 0;
    }

    /** Whether a packet carries the track's media, alone or with what came before it. */
    boolean carriesMedia(RtpPacket packet) {
        int type = packet.payloadType();
        return type == format.payloadType() || type == format.redundancyPayloadType();
    }

    /** The layer that a packet of this track repairs, or -1. */
    int repairedLayer(RtpPacket packet) {
        if (packet.payloadType() != format.repairPayloadType()) {
            return -1;
        }
        return simulcast ? rids.repairedLayer(packet) : 0;
    }
}
