package org.wenzheng.sfu.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.nack.NackGenerator;
import org.wenzheng.rtc.pli.KeyFrameRequests;
import org.wenzheng.rtc.rtcp.ReceptionStatistics;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.rtp.SequenceUnwrapper;
import org.wenzheng.rtc.rtx.PacketCache;
import org.wenzheng.rtc.rtx.RtxReceiver;
import org.wenzheng.signalling.sdp.MediaKind;

/** One synchronization source that a client sends: one layer of a track, with its repairs and its last packets. */
public final class InboundStream {

    private static final long KEY_FRAME_INTERVAL = 500_000_000L;

    // Packets that are asked for again: how many at a time, and for how long, nanoseconds.
    private static final int MISSING = 256;
    private static final long PATIENCE = 1_000_000_000L;

    // What is kept to be sent again: about two seconds of a high layer.
    private static final int CACHE_OCTETS = 512 << 10;
    private static final int CACHE_PACKETS = 1024;

    private final int ssrc;
    private final InboundTrack track;
    private final int layer;
    private final SequenceUnwrapper sequences = new SequenceUnwrapper();
    private final ReceptionStatistics statistics;
    private final KeyFrameRequests keyFrames = new KeyFrameRequests(KEY_FRAME_INTERVAL);
    private final @Nullable NackGenerator missing;
    private final @Nullable PacketCache cache;
    private final ByteBuf window;
    private final RtxReceiver repairs;
    private final @Nullable RedundancyRemoval redundancy;
    private long lastAt;

    InboundStream(int ssrc, InboundTrack track, int layer) {
        this.ssrc = ssrc;
        this.track = track;
        this.layer = layer;
        this.statistics = new ReceptionStatistics(track.format().codec().clockRate());
        this.repairs = new RtxReceiver(ssrc, track.format().payloadType());
        redundancy = track.format().redundancyPayloadType() < 0
                ? null
                : new RedundancyRemoval(track.format(), this::deliver);
        boolean repairable = track.format().repairPayloadType() >= 0;
        missing = repairable ? new NackGenerator(MISSING, PATIENCE) : null;
        cache = repairable ? new PacketCache(Unpooled.buffer(CACHE_OCTETS), CACHE_PACKETS) : null;
        window = cache == null ? Unpooled.EMPTY_BUFFER : cache.buffer().duplicate();
    }

    void receive(RtpPacket packet, long now) {
        if (!track.carriesMedia(packet)) {
            return;
        }
        long sequence = sequences.unwrap(packet.sequence());
        statistics.onPacket(sequence, packet.timestamp(), packet.payloadLength(), now);
        if (missing != null) {
            missing.onPacket(sequence, now);
        }
        if (redundancy == null) {
            deliver(packet, sequence, now);
        } else {
            redundancy.onPacket(packet, sequence, now);
        }
    }

    /** A packet of the retransmission stream: what it repeats is delivered, unless it had come before. */
    void repaired(RtpPacket packet, long now) {
        if (missing == null || !repairs.unwrap(packet)) {
            return;
        }
        long sequence = sequences.peek(packet.sequence());
        if (sequence >= 0 && missing.onPacket(sequence, now)) {
            deliver(packet, sequence, now);
        }
    }

    private void deliver(RtpPacket packet, long sequence, long now) {
        lastAt = now;
        if (cache != null) {
            cache.add(sequence, packet.buffer());
        }
        track.sink().packet(layer, sequence, packet, now);
    }

    /** Collects the packets to ask for now. */
    int missing(long now, long[] into) {
        return missing == null || missing.missing() == 0 ? 0 : missing.poll(now, -1, into);
    }

    /** A packet that was received, or null when it is not kept any more; good until the next one comes. */
    @Nullable
    ByteBuf cached(long sequence) {
        int index = cache == null ? -1 : cache.find(sequence);
        return cache == null || index < 0 ? null : window.setIndex(index, index + cache.foundLength());
    }

    void senderReport(long ntp, int timestamp, long now) {
        statistics.onSenderReport(ntp, now);
        track.sink().senderReport(layer, ntp, timestamp);
    }

    public int ssrc() {
        return ssrc;
    }

    /** Simulcast layer, 0 lowest. */
    public int layer() {
        return layer;
    }

    /** When its last packet came, nanoseconds. */
    public long lastAt() {
        return lastAt;
    }

    public ReceptionStatistics statistics() {
        return statistics;
    }

    /** Packets that came after they had been asked for, or in the redundancy of others. */
    public long recovered() {
        return (missing == null ? 0 : missing.recovered()) + (redundancy == null ? 0 : redundancy.recovered());
    }

    InboundTrack track() {
        return track;
    }

    /** A key frame began; nobody waits for one any longer, nor for what was lost before it. */
    public void onKeyFrame(long sequence) {
        keyFrames.onKeyFrame();
        if (missing != null) {
            missing.forgetBefore(sequence);
        }
    }

    KeyFrameRequests keyFrames() {
        return keyFrames;
    }

    boolean video() {
        return track.format().codec().kind() == MediaKind.VIDEO;
    }
}
