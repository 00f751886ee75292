package org.wenzheng.sfu.media;

import org.wenzheng.rtc.rtp.RtpPacket;

/** Takes the packets of a track that comes in. */
public interface PacketSink {

    /**
     * One packet, in the order of arrival.
     *
     * @param layer simulcast layer, 0 lowest
     * @param sequence extended
     * @param packet good during the call only
     * @param now nanoseconds at its arrival
     */
    void packet(int layer, long sequence, RtpPacket packet, long now);

    /** A sender report of a layer: the sender's wall clock in NTP format at an RTP timestamp. */
    void senderReport(int layer, long ntp, int timestamp);
}
