package org.wenzheng.sfu.media;

import org.wenzheng.rtc.pli.KeyFrameRequests;
import org.wenzheng.rtc.rtcp.ReceptionStatistics;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.rtp.SequenceUnwrapper;
import org.wenzheng.signalling.sdp.MediaKind;

/** One synchronization source that a client sends: one layer of a track. */
public final class InboundStream {

    private static final long KEY_FRAME_INTERVAL = 500_000_000L;

    private final int ssrc;
    private final InboundTrack track;
    private final int layer;
    private final SequenceUnwrapper sequences = new SequenceUnwrapper();
    private final ReceptionStatistics statistics;
    private final KeyFrameRequests keyFrames = new KeyFrameRequests(KEY_FRAME_INTERVAL);
    private long lastAt;
    private long octets;

    InboundStream(int ssrc, InboundTrack track, int layer) {
        this.ssrc = ssrc;
        this.track = track;
        this.layer = layer;
        this.statistics = new ReceptionStatistics(track.format().codec().clockRate());
    }

    void receive(RtpPacket packet, long now) {
        if (packet.payloadType() != track.format().payloadType()) {
            return;
        }
        long sequence = sequences.unwrap(packet.sequence());
        statistics.onPacket(sequence, packet.timestamp(), packet.payloadLength(), now);
        lastAt = now;
        octets += packet.length();
        track.sink().packet(layer, sequence, packet, now);
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

    /** Octets of its packets so far. */
    public long octets() {
        return octets;
    }

    public ReceptionStatistics statistics() {
        return statistics;
    }

    InboundTrack track() {
        return track;
    }

    /** A key frame began; nobody waits for one any longer. */
    public void onKeyFrame() {
        keyFrames.onKeyFrame();
    }

    KeyFrameRequests keyFrames() {
        return keyFrames;
    }

    boolean video() {
        return track.format().codec().kind() == MediaKind.VIDEO;
    }
}
