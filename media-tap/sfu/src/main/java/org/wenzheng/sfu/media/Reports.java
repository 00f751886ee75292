package org.wenzheng.sfu.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.wenzheng.rtc.rtcp.RtcpWriter;
import org.wenzheng.rtc.transport.Peer;
import org.wenzheng.rtc.twcc.TwccRecorder;

/** What one peer is told by RTCP: each call sends one compound packet from the same buffer. */
final class Reports {

    /** Our source in reports on what comes in, which is no stream of ours. */
    private static final int SENDER = 1;

    private final Peer peer;
    private final RtcpWriter writer = new RtcpWriter();
    private final ByteBuf buffer = Unpooled.buffer(1500);
    private final long[] asked = new long[64];

    Reports(Peer peer) {
        this.peer = peer;
    }

    /** Where a stream's timestamps lie on the publisher's clock. */
    void sent(OutboundStream stream, long ntp, int timestamp) {
        begin();
        stream.writeSenderReport(writer, ntp, timestamp);
        send();
    }

    /**
     * How the streams come in, and where asked for how much video may come.
     *
     * @param estimate whether to name the bit rate, for clients that are not told of each arrival
     */
    void received(Iterable<InboundStream> streams, boolean estimate, long allowedBitsPerSecond, long now) {
        begin();
        writer.beginReceiverReport(SENDER);
        int video = 0;
        for (InboundStream stream : streams) {
            if (!writer.reportBlock(stream.ssrc(), stream.statistics(), now)) {
                writer.endReport();
                writer.beginReceiverReport(SENDER);
                writer.reportBlock(stream.ssrc(), stream.statistics(), now);
            }
            video += stream.video() ? 1 : 0;
        }
        writer.endReport();
        if (video > 0 && estimate) {
            int[] sources = new int[video];
            for (InboundStream stream : streams) {
                if (stream.video()) {
                    sources[--video] = stream.ssrc();
                }
            }
            writer.receiverEstimate(SENDER, allowedBitsPerSecond, sources);
        }
        send();
    }

    /** When which packet came. */
    void arrived(TwccRecorder arrivals, int source, long now) {
        begin();
        arrivals.write(buffer, SENDER, source, now);
        send();
    }

    /** Asks for what a stream misses, if it is time to. */
    void missing(InboundStream stream, long now) {
        int count = stream.missing(now, asked);
        if (count > 0) {
            begin();
            writer.nack(SENDER, stream.ssrc(), asked, count);
            send();
        }
    }

    /** Asks for a key frame. */
    void keyFrameNeeded(InboundStream stream) {
        begin();
        writer.pictureLoss(SENDER, stream.ssrc());
        send();
    }

    private void begin() {
        buffer.clear();
        writer.begin(buffer);
    }

    private void send() {
        peer.sendRtcp(buffer);
    }
}
