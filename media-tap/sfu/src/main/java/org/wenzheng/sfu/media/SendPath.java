package org.wenzheng.sfu.media;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.wenzheng.rtc.gcc.SendSideEstimator;
import org.wenzheng.rtc.rtp.RtpWriter;
import org.wenzheng.rtc.transport.Peer;
import org.wenzheng.rtc.twcc.TwccReader;
import org.wenzheng.rtc.twcc.TwccSender;
import org.wenzheng.rtc.vp8.Vp8Descriptor;

/**
 * What all streams to one client share: their packets are numbered together, and from the client's feedback it is estimated
 * what its network carries. The header under way is reused, so that sending makes no garbage.
 */
final class SendPath implements TwccSender.Fates {

    // Bits a second: where the estimate starts, and what it stays within.
    private static final long INITIAL = 2_000_000;
    private static final long LEAST = 60_000;
    private static final long MOST = 50_000_000;

    private static final int PADDING = 255;

    private final Peer peer;
    private final ByteBuf head = Unpooled.buffer(256);
    private final RtpWriter writer = new RtpWriter(false);
    private final Vp8Descriptor descriptor = new Vp8Descriptor();
    private final TwccSender numbers = new TwccSender(this);
    private final TwccReader reader = new TwccReader();
    private final SendSideEstimator estimator = new SendSideEstimator(INITIAL, LEAST, MOST);
    private int extension;
    private boolean told;

    SendPath(Peer peer) {
        this.peer = peer;
    }

    /** Says under which id the transport-wide number goes, 0 for not at all. */
    void number(int id) {
        extension = id;
    }

    /** Header and rewritten payload descriptor of the packet under way. */
    ByteBuf head() {
        return head;
    }

    RtpWriter writer() {
        return writer;
    }

    Vp8Descriptor descriptor() {
        return descriptor;
    }

    void begin(boolean marker, int payloadType, int sequence, int timestamp, int ssrc) {
        head.clear();
        writer.begin(head, marker, payloadType, sequence, timestamp, ssrc);
        addNumber();
    }

    /** Adds the transport-wide number to a header under way. */
    void addNumber() {
        if (extension > 0) {
            writer.extension(extension, numbers.next(), 2);
        }
    }

    /** Sends the head and a part of another packet. */
    boolean send(ByteBuf packet, int tail, int length, long now) {
        int octets = head.readableBytes() + length;
        if (!peer.sendRtp(head, packet, tail, length)) {
            return false;
        }
        if (extension > 0) {
            numbers.onSent(octets, now);
            estimator.onSent(octets, now);
        }
        return true;
    }

    /** Ends the head with padding and sends it. */
    int pad(long now) {
        writer.endHeader();
        writer.pad(PADDING);
        int octets = head.readableBytes();
        return send(head, head.writerIndex(), 0, now) ? octets : 0;
    }

    void feedback(ByteBuf buffer, int index, int length, long now) {
        if (reader.read(buffer, index, length, numbers)) {
            told = true;
            estimator.onFeedback(now);
        }
    }

    @Override
    public void onFate(long sentAt, long arrivedAt, int octets, boolean received) {
        estimator.onFate(sentAt, arrivedAt, octets, received);
    }

    /** Whether the estimate rests on anything. */
    boolean isEstimated() {
        return told;
    }

    long bitsPerSecond() {
        return estimator.bitsPerSecond();
    }

    long roundTrip() {
        return told ? estimator.roundTrip() : -1;
    }

    boolean isProbing(long now) {
        return told && estimator.isProbing(now);
    }

    long probe(long wanted, long now) {
        return told ? estimator.probe(wanted, now) : 0;
    }
}
