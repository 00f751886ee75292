package org.wenzheng.sfu.room;

import org.wenzheng.rtc.rtp.RtpPacket;

/** Takes the packets of one track, before it is decided who receives them. On the room's loop; never blocks or throws. */
public interface TrackTap {

    /** Nobody listens. */
    TrackTap NONE = new TrackTap() {};

    /**
     * One packet, received or repaired, of one layer.
     *
     * @param sequence extended
     * @param packet good during the call only
     * @param now nanoseconds at its arrival
     */
    default void packet(int layer, long sequence, RtpPacket packet, long now) {}

    /** It was muted, or unmuted. */
    default void muted(boolean muted) {}

    /** How it comes in over the last period: loss 0 to 1, jitter in nanoseconds. */
    default void quality(double loss, long jitter) {}

    /** It has ended. */
    default void ended() {}
}
