package org.wenzheng.sfu.media;

import io.netty.buffer.ByteBuf;
import io.netty.util.collection.IntObjectMap;
import org.wenzheng.rtc.rtcp.ReportBlock;
import org.wenzheng.rtc.rtcp.RtcpHandler;

/** What a client's RTCP says, given to the streams that it is about. */
final class Feedback implements RtcpHandler {

    private final IntObjectMap<InboundStream> inbound;
    private final IntObjectMap<OutboundStream> outbound;
    private final SendPath path;
    private long arrival;

    /** Of a connection's streams by source, as they come and go. */
    Feedback(IntObjectMap<InboundStream> inbound, IntObjectMap<OutboundStream> outbound, SendPath path) {
        this.inbound = inbound;
        this.outbound = outbound;
        this.path = path;
    }

    /** When the packet came that is read next, in nanoseconds. */
    void arrivedAt(long nanos) {
        arrival = nanos;
    }

    @Override
    public void onSenderReport(int ssrc, long ntp, int timestamp, long packets, long octets) {
        InboundStream stream = inbound.get(ssrc);
        if (stream != null) {
            stream.senderReport(ntp, timestamp, arrival);
        }
    }

    @Override
    public void onReportBlock(int sender, ReportBlock block) {
        OutboundStream stream = outbound.get(block.ssrc());
        if (stream != null) {
            stream.reported(block.fractionLost());
        }
    }

    @Override
    public void onNack(int sender, int media, int sequence) {
        OutboundStream stream = outbound.get(media);
        if (stream != null) {
            stream.repeat(sequence, arrival);
        }
    }

    @Override
    public void onTransportFeedback(int sender, int media, ByteBuf buffer, int index, int length) {
        path.feedback(buffer, index, length, arrival);
    }

    @Override
    public void onPictureLoss(int sender, int media) {
        OutboundStream stream = outbound.get(media);
        if (stream != null) {
            stream.feedback().keyFrameNeeded();
        }
    }

    @Override
    public void onFullIntraRequest(int sender, int media, int number) {
        onPictureLoss(sender, media);
    }
}
