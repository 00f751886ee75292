package org.wenzheng.sfu.media;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import org.wenzheng.rtc.nack.NackResponder;
import org.wenzheng.rtc.rtcp.RtcpWriter;
import org.wenzheng.rtc.rtcp.SenderStatistics;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.rtx.RtxSender;
import org.wenzheng.rtc.vp8.Vp8Descriptor;
import org.wenzheng.sfu.negotiation.TrackFormat;

/** One synchronization source that goes to a client: a track of somebody else, as one unbroken stream. */
public final class OutboundStream {

    /** Packets whose repetition may be asked for: some seconds of video. */
    private static final int REMEMBERED = 1024;

    /** Of 256 packets so many lost call for redundancy, until so many reports in a row say less. */
    private static final int LOSSY = 3;

    private static final int CLEAN_REPORTS = 10;

    private final SendPath path;
    private final int ssrc;
    private final int repairSsrc;
    private final FeedbackSink feedback;
    private final RtpPacket cached = new RtpPacket();
    private final Vp8Descriptor cachedDescriptor = new Vp8Descriptor();
    private final SenderStatistics statistics;
    private TrackFormat format;
    private @Nullable RtxSender repair;
    private @Nullable NackResponder sent;
    private int lastTimestamp;
    private int fractionLost;
    private int cleanReports = CLEAN_REPORTS;

    OutboundStream(SendPath path, int ssrc, int repairSsrc, TrackFormat format, FeedbackSink feedback) {
        this.path = path;
        this.ssrc = ssrc;
        this.repairSsrc = repairSsrc;
        this.feedback = feedback;
        this.format = format;
        this.statistics = new SenderStatistics(format.codec().clockRate());
        format(format);
    }

    /**
     * Sends a packet of the track under this stream's own numbers, without the publisher's header extensions: their ids
     * mean nothing here.
     *
     * @param layer it is of
     * @param source its extended sequence number in that layer
     * @param pictureId for VP8, or -1 where the packet has none
     * @param tl0PicIdx for VP8, or -1 where the packet has none
     * @return whether it was queued
     */
    public boolean send(
            RtpPacket packet,
            @Nullable Vp8Descriptor vp8,
            int layer,
            long source,
            int sequence,
            int timestamp,
            int pictureId,
            int tl0PicIdx,
            long now) {
        path.begin(packet.marker(), format.payloadType(), sequence, timestamp, ssrc);
        path.writer().endHeader();
        if (!sendPayload(packet, vp8, pictureId, tl0PicIdx, now)) {
            return false;
        }
        statistics.onPacket(timestamp, packet.payloadLength(), now);
        if (sent != null) {
            sent.onSent(sequence, layer, source, timestamp, pictureId, tl0PicIdx);
        }
        return true;
    }

    /**
     * Sends a packet of a voice with those before it (RFC 2198).
     *
     * @param payload of redundant audio
     * @param packet that it is the payload of
     */
    public void sendRedundant(ByteBuf payload, RtpPacket packet, int sequence, int timestamp, long now) {
        path.begin(packet.marker(), format.redundancyPayloadType(), sequence, timestamp, ssrc);
        path.writer().endHeader();
        if (path.send(payload, payload.readerIndex(), payload.readableBytes(), now)) {
            statistics.onPacket(timestamp, payload.readableBytes(), now);
        }
    }

    /** Whether the receiver has told of lost packets lately, and understands redundancy against it. */
    public boolean wantsRedundancy() {
        return cleanReports < CLEAN_REPORTS && format.redundancyPayloadType() >= 0;
    }

    /** The receiver misses a packet: it is sent again from the track's cache, if it is there still. */
    void repeat(int sequence, long now) {
        if (sent == null || repair == null || !sent.answer(sequence, now, path.roundTrip())) {
            return;
        }
        InboundStream source = feedback.source(sent.layer());
        ByteBuf packet = source == null ? null : source.cached(sent.source());
        if (packet == null || !cached.wrap(packet)) {
            return;
        }
        Vp8Descriptor vp8 = null;
        if (sent.pictureId() >= 0 || sent.tl0PicIdx() >= 0) {
            if (!cachedDescriptor.wrap(packet, cached.payload(), cached.payloadLength())) {
                return;
            }
            vp8 = cachedDescriptor;
        }
        path.head().clear();
        repair.begin(path.writer(), path.head(), cached.marker(), sent.timestamp());
        path.addNumber();
        repair.endHeader(path.writer(), path.head(), sequence);
        sendPayload(cached, vp8, sent.pictureId(), sent.tl0PicIdx(), now);
    }

    /** Sends a packet of nothing but padding, to learn whether more would fit. Returns its octets, 0 when it cannot. */
    int pad(long now) {
        if (repair == null || statistics.packets() == 0) {
            return 0;
        }
        path.head().clear();
        repair.begin(path.writer(), path.head(), false, lastTimestamp);
        path.addNumber();
        return path.pad(now);
    }

    /** Tells the receiver where the stream's timestamps lie on the publisher's clock, so that it can align the lips. */
    void writeSenderReport(RtcpWriter out, long ntp, int timestamp) {
        lastTimestamp = timestamp;
        out.beginSenderReport(ssrc, ntp, timestamp, statistics.packets(), statistics.octets());
        out.endReport();
    }

    /** Changes the payload types, as a later negotiation may. */
    public void format(TrackFormat next) {
        boolean same = repair != null && next.equals(format);
        format = next;
        if (next.repairPayloadType() < 0) {
            repair = null;
        } else if (!same) {
            repair = new RtxSender(repairSsrc, next.repairPayloadType(), ssrc & 0x7FFF);
            sent = sent == null ? new NackResponder(REMEMBERED) : sent;
        }
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
        cleanReports = lost >= LOSSY ? 0 : cleanReports + 1;
    }

    FeedbackSink feedback() {
        return feedback;
    }

    private boolean sendPayload(RtpPacket packet, @Nullable Vp8Descriptor vp8, int pictureId, int tl0PicIdx, long now) {
        int tail = packet.payload();
        int length = packet.payloadLength();
        if (vp8 != null) {
            ByteBuf head = path.head();
            int own = vp8.length();
            int at = head.writerIndex();
            // One octet more than the descriptor, since it is read together with the payload's first.
            head.writeBytes(packet.buffer(), tail, own + 1);
            if (path.descriptor().wrap(head, at, own + 1)) {
                path.descriptor().setPictureId(pictureId);
                path.descriptor().setTl0PicIdx(tl0PicIdx);
            }
            tail += own + 1;
            length -= own + 1;
        }
        return path.send(packet.buffer(), tail, length, now);
    }
}
