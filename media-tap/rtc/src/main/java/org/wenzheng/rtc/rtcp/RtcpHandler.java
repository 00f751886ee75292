package org.wenzheng.rtc.rtcp;

import io.netty.buffer.ByteBuf;

/**
 * What {@link RtcpReader} found in an RTCP packet, one call a fact, in the packet's order. Numbers of 32 bits are read as
 * signed. Views and buffers are good during the call only. Each method does nothing unless overridden.
 */
public interface RtcpHandler {

    /**
     * A sender report (RFC 3550 6.4.1).
     *
     * @param ntp the sender's wall clock, NTP format: seconds since 1900 in 32.32 fixed point
     * @param timestamp the RTP timestamp of the same moment
     * @param packets how many the sender has sent
     * @param octets of payload it has sent
     */
    default void onSenderReport(int ssrc, long ntp, int timestamp, long packets, long octets) {}

    /** A report block of a sender or receiver report: how the sender of this packet receives the block's source. */
    default void onReportBlock(int sender, ReportBlock block) {}

    /** A canonical name (RFC 3550 6.5.1), as length bytes of UTF-8 at index of the buffer. */
    default void onCanonicalName(int ssrc, ByteBuf buffer, int index, int length) {}

    /** A source says that it leaves (RFC 3550 6.6). */
    default void onBye(int ssrc) {}

    /** A packet that the receiver misses (generic NACK, RFC 4585 6.2.1); called for each. */
    default void onNack(int sender, int media, int sequence) {}

    /** The receiver cannot decode until a key frame comes (PLI, RFC 4585 6.3.1). */
    default void onPictureLoss(int sender, int media) {}

    /**
     * A key frame is asked for (FIR, RFC 5104 4.3.1).
     *
     * @param number 8 bits; one already seen is a repetition
     */
    default void onFullIntraRequest(int sender, int media, int number) {}

    /** What the receiver thinks that it can take, bit/s (draft-alvestrand-rmcat-remb-03); the sources are not told. */
    default void onReceiverEstimate(int sender, long bitsPerSecond) {}

    /** Transport-wide congestion control feedback: its body, from the base sequence number on, for the twcc package. */
    default void onTransportFeedback(int sender, int media, ByteBuf buffer, int index, int length) {}
}
