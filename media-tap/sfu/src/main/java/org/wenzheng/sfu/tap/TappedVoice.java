package org.wenzheng.sfu.tap;

import com.google.protobuf.UnsafeByteOperations;
import org.wenzheng.media.records.SchemaVersions;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.rtc.rtp.TimestampUnwrapper;
import org.wenzheng.rtc.tap.ReorderBuffer;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.CallRole;

/** A voice on the tap's thread: its packets in order, each as a record. */
final class TappedVoice extends TappedTrack {

    private static final int WAITING = 64;
    private static final int CLOCK_RATE = 48_000;

    private final TimestampUnwrapper timestamps = new TimestampUnwrapper();
    private final CaptureClock clock = new CaptureClock(CLOCK_RATE);
    private final ReorderBuffer<Timed> order = new ReorderBuffer<>(PATIENCE_NANOS, WAITING, this::record);
    private long lost; // since the last record
    private long lastSequence;
    private long lastTimestamp;
    private long lastCapturedUs;
    private CallClaims lastClaims = CallClaims.NONE;

    private record Timed(TappedPacket packet, long timestamp, long capturedUs) {}

    TappedVoice(TappedCall call, String participant, CallRole role, String sid) {
        super(call, participant, role, sid);
    }

    @Override
    boolean isAudio() {
        return true;
    }

    @Override
    void packet(TappedPacket packet) {
        long timestamp = timestamps.unwrap(packet.timestamp());
        Timed timed = new Timed(packet, timestamp, clock.captured(timestamp, packet.arrivalUs()));
        order.offer(packet.sequence(), timed, packet.arrival());
    }

    @Override
    void tick(long now) {
        order.poll(now);
    }

    @Override
    long finish() {
        order.flush();
        if (lastSequence > 0) {
            call().audio(head(lastClaims)
                    .setSequence(++lastSequence)
                    .setTimestamp(lastTimestamp)
                    .setCapturedAtUs(lastCapturedUs)
                    .setEndOfTrack(true)
                    .build());
        }
        return lastSequence;
    }

    private void record(long sequence, Timed timed, long lostBefore) {
        lost += lostBefore;
        if (timed.packet.payload().length == 0) {
            return; // padding, by which a sender looks for room where it sends no pictures
        }
        lastSequence = sequence;
        lastTimestamp = timed.timestamp;
        lastCapturedUs = Math.max(lastCapturedUs, timed.capturedUs);
        lastClaims = timed.packet.claims();
        call().audio(head(lastClaims)
                .setSequence(sequence)
                .setTimestamp(timed.timestamp)
                .setCapturedAtUs(lastCapturedUs)
                .setPayload(UnsafeByteOperations.unsafeWrap(timed.packet.payload()))
                .setLostBefore((int) Math.min(lost, Integer.MAX_VALUE))
                .build());
        lost = 0;
    }

    private AudioFrame.Builder head(CallClaims claims) {
        return AudioFrame.newBuilder()
                .setSchemaVersion(SchemaVersions.AUDIO_FRAME)
                .setCall(call().id())
                .setCallStartedAtUs(call().startedAtUs())
                .setParticipant(participant())
                .setRole(Words.role(role()))
                .setTrack(sid())
                .setConsents(Words.consents(claims))
                .setLanguage(call().language());
    }
}
