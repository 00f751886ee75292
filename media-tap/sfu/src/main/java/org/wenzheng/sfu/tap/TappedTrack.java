package org.wenzheng.sfu.tap;

import com.google.protobuf.UnsafeByteOperations;
import org.wenzheng.media.records.SchemaVersions;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.MirrorGap;
import org.wenzheng.media.records.v1.TrackEnded;
import org.wenzheng.media.records.v1.TrackMuted;
import org.wenzheng.media.records.v1.TransportQuality;
import org.wenzheng.media.records.v1.VideoSource;
import org.wenzheng.rtc.rtp.TimestampUnwrapper;
import org.wenzheng.rtc.tap.ReorderBuffer;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.CallRole;

/** One track on the tap's thread: its packets in order, each as a record. */
final class TappedTrack {

    private static final long PATIENCE_NANOS = 100_000_000;
    private static final int WAITING = 64;
    private static final int CLOCK_RATE = 48_000;

    private final TappedCall call;
    private final String participant;
    private final CallRole role;
    private final String sid;
    private final boolean audio;
    private final VideoSource source;
    private final TimestampUnwrapper timestamps = new TimestampUnwrapper();
    private final CaptureClock clock = new CaptureClock(CLOCK_RATE);
    private final ReorderBuffer<Packet> order = new ReorderBuffer<>(PATIENCE_NANOS, WAITING, this::record);
    private long lastSequence;
    private long lastTimestamp;
    private long lastCapturedUs;
    private CallClaims lastClaims = CallClaims.NONE;

    /** A packet as it lay in the ring. */
    private record Packet(long timestamp, Bytes payload, CallClaims claims, long capturedUs) {}

    /** Bytes that nobody changes. */
    @SuppressWarnings("ArrayRecordComponent")
    private record Bytes(byte[] value) {}

    TappedTrack(TappedCall call, String participant, CallRole role, String sid, boolean audio, VideoSource source) {
        this.call = call;
        this.participant = participant;
        this.role = role;
        this.sid = sid;
        this.audio = audio;
        this.source = source;
    }

    String participant() {
        return participant;
    }

    CallRole role() {
        return role;
    }

    String sid() {
        return sid;
    }

    boolean isAudio() {
        return audio;
    }

    VideoSource source() {
        return source;
    }

    void packet(long sequence, int timestamp, byte[] payload, CallClaims claims, long arrivalUs, long now) {
        long extended = timestamps.unwrap(timestamp);
        Packet packet = new Packet(extended, new Bytes(payload), claims, clock.captured(extended, arrivalUs));
        order.offer(sequence, packet, now);
    }

    void tick(long now) {
        order.poll(now);
    }

    void muted(boolean muted, long atUs) {
        call.emit(
                atUs,
                event -> event.setTrackMuted(TrackMuted.newBuilder()
                        .setParticipant(participant)
                        .setTrack(sid)
                        .setMuted(muted)));
    }

    void quality(double loss, long jitterNanos, long atUs) {
        call.emit(
                atUs,
                event -> event.setTransportQuality(TransportQuality.newBuilder()
                        .setParticipant(participant)
                        .setTrack(sid)
                        .setLoss((float) loss)
                        .setJitterMs((int) (jitterNanos / 1_000_000))));
    }

    void gap(long from, long to, long count, long atUs) {
        call.emit(
                atUs,
                event -> event.setMirrorGap(MirrorGap.newBuilder()
                        .setTrack(sid)
                        .setFromSequence(from)
                        .setToSequence(to)
                        .setDropped(count)));
    }

    /** Gives out what waits and the record that closes the track, if anything of it was mirrored. */
    void end(long atUs) {
        order.flush();
        if (audio && lastSequence > 0) {
            call.audio(head(lastClaims)
                    .setSequence(++lastSequence)
                    .setTimestamp(lastTimestamp)
                    .setCapturedAtUs(lastCapturedUs)
                    .setEndOfTrack(true)
                    .build());
        }
        long last = lastSequence;
        call.emit(
                atUs,
                event -> event.setTrackEnded(TrackEnded.newBuilder()
                        .setParticipant(participant)
                        .setTrack(sid)
                        .setLastSequence(last)));
    }

    private void record(long sequence, Packet packet, long lostBefore) {
        lastSequence = sequence;
        lastTimestamp = packet.timestamp;
        lastCapturedUs = Math.max(lastCapturedUs, packet.capturedUs);
        lastClaims = packet.claims;
        call.audio(head(packet.claims)
                .setSequence(sequence)
                .setTimestamp(packet.timestamp)
                .setCapturedAtUs(lastCapturedUs)
                .setPayload(UnsafeByteOperations.unsafeWrap(packet.payload.value))
                .setLostBefore((int) Math.min(lostBefore, Integer.MAX_VALUE))
                .build());
    }

    private AudioFrame.Builder head(CallClaims claims) {
        return AudioFrame.newBuilder()
                .setSchemaVersion(SchemaVersions.AUDIO_FRAME)
                .setCall(call.id())
                .setCallStartedAtUs(call.startedAtUs())
                .setParticipant(participant)
                .setRole(Words.role(role))
                .setTrack(sid)
                .setConsents(Words.consents(claims))
                .setLanguage(call.language());
    }
}
