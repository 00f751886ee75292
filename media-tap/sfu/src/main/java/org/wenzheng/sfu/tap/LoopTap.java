package org.wenzheng.sfu.tap;

import io.netty.buffer.ByteBufUtil;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.sfu.room.Participant;
import org.wenzheng.sfu.room.TrackTap;
import org.wenzheng.signalling.token.CallClaims;

/** A track's tap on the room's loop: it copies packets into the ring, and remembers what found no place there. */
abstract class LoopTap implements TrackTap {

    private final KafkaTaps taps;
    private final Participant publisher;
    private final TappedTrack track;
    private long dropped;
    private long droppedFrom;

    LoopTap(KafkaTaps taps, Participant publisher, TappedTrack track) {
        this.taps = taps;
        this.publisher = publisher;
        this.track = track;
    }

    /** What the publisher agrees to now. */
    final CallClaims claims() {
        return publisher.claims();
    }

    /**
     * Copies a packet for the tap's thread.
     *
     * @param restart whether a new stream of packets begins with it
     */
    final void take(long sequence, RtpPacket packet, boolean restart, long now) {
        CallClaims claims = claims();
        byte[] payload = ByteBufUtil.getBytes(packet.buffer(), packet.payload(), packet.payloadLength());
        int timestamp = packet.timestamp();
        boolean marker = packet.marker();
        long at = taps.nowUs();
        TappedPacket taken = new TappedPacket(sequence, timestamp, marker, payload, claims, at, now);
        if (!taps.offer(restart ? () -> track.restart(taken) : () -> track.packet(taken))) {
            droppedFrom = dropped == 0 ? sequence : droppedFrom;
            dropped++;
            return;
        }
        if (dropped > 0) {
            long count = dropped;
            long from = droppedFrom;
            if (taps.offer(() -> track.gap(from, sequence - 1, count, at))) {
                dropped = 0;
            }
        }
    }

    @Override
    public void muted(boolean muted) {
        long at = taps.nowUs();
        taps.offer(() -> track.muted(muted, at));
    }

    @Override
    public void quality(double loss, long jitter) {
        long at = taps.nowUs();
        taps.offer(() -> track.quality(loss, jitter, at));
    }

    @Override
    public void ended() {
        long at = taps.nowUs();
        taps.offer(() -> track.ended(at));
    }
}
