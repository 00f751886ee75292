package org.wenzheng.sfu.media;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.rtcp.RtcpWriter;
import org.wenzheng.rtc.rtcp.SenderStatistics;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.rtp.RtpWriter;
import org.wenzheng.rtc.transport.Peer;
import org.wenzheng.rtc.vp8.Vp8Descriptor;
import org.wenzheng.sfu.negotiation.TrackFormat;

/** One synchronization source that goes to a client: a track of somebody else, as one unbroken stream. */
public final class OutboundStream {

    private final Peer peer;
    private final ByteBuf scratch;
    private final RtpWriter writer;
    private final Vp8Descriptor descriptor;
    private final int ssrc;
    private final int repairSsrc;
    private final FeedbackSink feedback;
    private TrackFormat format;
    private final SenderStatistics statistics;
    private int fractionLost;

    OutboundStream(
            Peer peer, OutboundScratch scratch, int ssrc, int repairSsrc, TrackFormat format, FeedbackSink feedback) {
        this.peer = peer;
        this.scratch = scratch.head();
        this.writer = scratch.writer();
        this.descriptor = scratch.descriptor();
        this.ssrc = ssrc;
        this.repairSsrc = repairSsrc;
        this.format = format;
        this.feedback = feedback;
        this.statistics = new SenderStatistics(format.codec().clockRate());
    }

    /**
     * Sends a packet of the track under this stream's own numbers, without the publisher's header extensions: their ids
     * mean nothing here.
     *
     * @param pictureId for VP8, or -1 where the packet has none
     * @param tl0PicIdx for VP8, or -1 where the packet has none
     * @return whether it was queued
     */
    public boolean send(
            RtpPacket packet,
            @Nullable Vp8Descriptor vp8,
            int sequence,
            int timestamp,
            int pictureId,
            int tl0PicIdx,
            long now) {
        scratch.clear();
        writer.begin(scratch, packet.marker(), format.payloadType(), sequence, timestamp, ssrc);
        writer.endHeader();
        int tail = packet.payload();
        int length = packet.payloadLength();
        if (vp8 != null) {
            int own = vp8.length();
            int at = scratch.writerIndex();
            scratch.writeBytes(packet.buffer(), tail, own);
            if (descriptor.wrap(scratch, at, own + 1)) {
                descriptor.setPictureId(pictureId);
                descriptor.setTl0PicIdx(tl0PicIdx);
            }
            tail += own;
            length -= own;
        }
        if (!peer.sendRtp(scratch, packet.buffer(), tail, length)) {
            return false;
        }
        statistics.onPacket(timestamp, packet.payloadLength(), now);
        return true;
    }

    /** Tells the receiver where the stream's timestamps lie on the publisher's clock, so that it can align the lips. */
    void writeSenderReport(RtcpWriter out, long ntp, int timestamp) {
        out.beginSenderReport(ssrc, ntp, timestamp, statistics.packets(), statistics.octets());
        out.endReport();
    }

    /** Changes the payload types, as a later negotiation may. */
    public void format(TrackFormat next) {
        format = next;
    }

    public TrackFormat format() {
        return format;
    }

    public int ssrc() {
        return ssrc;
    }

    public int repairSsrc() {
        return repairSsrc;
    }

    public SenderStatistics statistics() {
        return statistics;
    }

    /** Loss that the receiver told last, 0 to 255 of 256. */
    public int fractionLost() {
        return fractionLost;
    }

    void reported(int lost) {
        fractionLost = lost;
    }

    FeedbackSink feedback() {
        return feedback;
    }
}
