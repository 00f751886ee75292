package org.wenzheng.sfu.room;

import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.simulcast.LayerForwarder;

/** Takes the packets of one track, before it is decided who receives them. On the room's loop; never blocks or throws. */
public interface TrackTap {

    /** Nobody listens. */
    TrackTap NONE = new TrackTap() {};

    /**
     * One packet, received or repaired, of one layer.
     *
     * @param sequence extended
     * @param packet good during the call only
     * @param startsKeyFrame whether a key frame begins with it; for sound always
     * @param now nanoseconds at its arrival
     */
    default void packet(int layer, long sequence, RtpPacket packet, boolean startsKeyFrame, long now) {}

    /** The best layer that it has use for, so that it is sent though nobody watches; {@link LayerForwarder#PAUSED} for none. */
    default int wantedLayer() {
        return LayerForwarder.PAUSED;
    }

    /** The layer of which a key frame is due, or {@link LayerForwarder#PAUSED}. */
    default int keyFrameDue(long now) {
        return LayerForwarder.PAUSED;
    }

    /** It was muted, or unmuted. */
    default void muted(boolean muted) {}

    /** How it comes in over the last period: loss 0 to 1, jitter in nanoseconds. */
    default void quality(double loss, long jitter) {}

    /** It has ended. */
    default void ended() {}
}
