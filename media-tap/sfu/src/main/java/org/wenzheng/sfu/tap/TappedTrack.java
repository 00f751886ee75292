package org.wenzheng.sfu.tap;

import org.wenzheng.media.records.v1.MirrorGap;
import org.wenzheng.media.records.v1.TrackEnded;
import org.wenzheng.media.records.v1.TrackMuted;
import org.wenzheng.media.records.v1.TransportQuality;
import org.wenzheng.media.records.v1.VideoSource;
import org.wenzheng.signalling.token.CallRole;

/** One track on the tap's thread: what happens to it, as events of its call. */
abstract class TappedTrack {

    /** How long what follows a missing packet waits for its repair. */
    static final long PATIENCE_NANOS = 100_000_000;

    private final TappedCall call;
    private final String participant;
    private final CallRole role;
    private final String sid;

    TappedTrack(TappedCall call, String participant, CallRole role, String sid) {
        this.call = call;
        this.participant = participant;
        this.role = role;
        this.sid = sid;
    }

    final TappedCall call() {
        return call;
    }

    final String participant() {
        return participant;
    }

    final CallRole role() {
        return role;
    }

    final String sid() {
        return sid;
    }

    /** What a picture shows; unspecified for a voice. */
    VideoSource source() {
        return VideoSource.VIDEO_SOURCE_UNSPECIFIED;
    }

    abstract boolean isAudio();

    /** Takes the next packet, in the order of arrival. */
    abstract void packet(TappedPacket packet);

    /** Takes the first packet of another stream of the same track, whose numbers have nothing to do with those before. */
    void restart(TappedPacket packet) {
        packet(packet);
    }

    /** Gives up what has been waited for too long. */
    abstract void tick(long now);

    /** Gives out what waits and what closes the track; the last sequence number of its records. */
    abstract long finish();

    final void ended(long atUs) {
        call.ended(this, atUs);
    }

    final void muted(boolean muted, long atUs) {
        call.emit(
                atUs,
                event -> event.setTrackMuted(TrackMuted.newBuilder()
                        .setParticipant(participant)
                        .setTrack(sid)
                        .setMuted(muted)));
    }

    final void quality(double loss, long jitterNanos, long atUs) {
        call.emit(
                atUs,
                event -> event.setTransportQuality(TransportQuality.newBuilder()
                        .setParticipant(participant)
                        .setTrack(sid)
                        .setLoss((float) loss)
                        .setJitterMs((int) (jitterNanos / 1_000_000))));
    }

    final void gap(long from, long to, long count, long atUs) {
        call.emit(
                atUs,
                event -> event.setMirrorGap(MirrorGap.newBuilder()
                        .setTrack(sid)
                        .setFromSequence(from)
                        .setToSequence(to)
                        .setDropped(count)));
    }

    final void end(long atUs) {
        long last = finish();
        call.emit(
                atUs,
                event -> event.setTrackEnded(TrackEnded.newBuilder()
                        .setParticipant(participant)
                        .setTrack(sid)
                        .setLastSequence(last)));
    }
}
