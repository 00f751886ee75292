package org.wenzheng.sfu.tap;

import com.google.protobuf.UnsafeByteOperations;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.wenzheng.media.records.SchemaVersions;
import org.wenzheng.media.records.v1.VideoCodec;
import org.wenzheng.media.records.v1.VideoFrame;
import org.wenzheng.media.records.v1.VideoSource;
import org.wenzheng.rtc.frame.EncodedFrame;
import org.wenzheng.rtc.frame.FrameAssembler;
import org.wenzheng.rtc.frame.H264FrameAssembler;
import org.wenzheng.rtc.frame.Vp8FrameAssembler;
import org.wenzheng.rtc.rtp.TimestampUnwrapper;
import org.wenzheng.rtc.tap.ReorderBuffer;
import org.wenzheng.sfu.negotiation.Codec;
import org.wenzheng.signalling.token.CallRole;

/** A screen or camera on the tap's thread: its packets put together into whole frames, each as a record. */
final class TappedPicture extends TappedTrack {

    private static final int WAITING = 1024;
    private static final int CLOCK_RATE = 90_000;

    /** What Kafka takes in one record, by default, less the rest of it. A longer frame is given up. */
    private static final int MOST_OCTETS = 900_000;

    private final VideoSource source;
    private final Codec codec;
    private Stream stream;
    private long lastSequence;
    private long lastCapturedUs;

    TappedPicture(TappedCall call, String participant, CallRole role, String sid, VideoSource source, Codec codec) {
        super(call, participant, role, sid);
        this.source = source;
        this.codec = codec;
        this.stream = new Stream();
    }

    @Override
    boolean isAudio() {
        return false;
    }

    @Override
    VideoSource source() {
        return source;
    }

    @Override
    void packet(TappedPacket packet) {
        stream.packet(packet);
    }

    @Override
    void restart(TappedPacket packet) {
        stream.order.flush();
        stream = new Stream();
        stream.packet(packet);
    }

    @Override
    void tick(long now) {
        stream.order.poll(now);
    }

    @Override
    long finish() {
        stream.order.flush();
        return lastSequence;
    }

    private void record(EncodedFrame frame, long sequence, TappedPacket last, long capturedUs) {
        lastCapturedUs = Math.max(lastCapturedUs, capturedUs);
        call().video(VideoFrame.newBuilder()
                .setSchemaVersion(SchemaVersions.VIDEO_FRAME)
                .setCall(call().id())
                .setCallStartedAtUs(call().startedAtUs())
                .setParticipant(participant())
                .setRole(Words.role(role()))
                .setTrack(sid())
                .setSequence(sequence)
                .setTimestamp(frame.timestamp())
                .setCapturedAtUs(lastCapturedUs)
                .setFrame(UnsafeByteOperations.unsafeWrap(frame.data()))
                .setKeyframe(frame.keyFrame())
                .setWidth(frame.width())
                .setHeight(frame.height())
                .setSource(source)
                .setCodec(codec == Codec.H264 ? VideoCodec.H264 : VideoCodec.VP8)
                .setConsents(Words.consents(last.claims()))
                .build());
    }

    /** Packets of one layer: another has numbers, timestamps and frames of its own. */
    private final class Stream {

        private final TimestampUnwrapper timestamps = new TimestampUnwrapper();
        private final CaptureClock clock = new CaptureClock(CLOCK_RATE);
        private final FrameAssembler frames =
                codec == Codec.H264 ? new H264FrameAssembler(MOST_OCTETS) : new Vp8FrameAssembler(MOST_OCTETS);
        private final ReorderBuffer<Timed> order = new ReorderBuffer<>(PATIENCE_NANOS, WAITING, this::next);
        private long offset = Long.MIN_VALUE; // makes the numbers of all streams rise through the track

        private record Timed(TappedPacket packet, long timestamp, long capturedUs) {}

        void packet(TappedPacket packet) {
            if (offset == Long.MIN_VALUE) {
                offset = lastSequence == 0 ? 0 : Math.max(0, lastSequence + 1 - packet.sequence());
            }
            long timestamp = timestamps.unwrap(packet.timestamp());
            Timed timed = new Timed(packet, timestamp, clock.captured(timestamp, packet.arrivalUs()));
            order.offer(packet.sequence(), timed, packet.arrival());
        }

        private void next(long sequence, Timed timed, long lostBefore) {
            ByteBuf payload = Unpooled.wrappedBuffer(timed.packet.payload());
            EncodedFrame frame = frames.onPacket(
                    sequence, timed.timestamp, timed.packet.marker(), payload, 0, payload.readableBytes());
            lastSequence = sequence + offset;
            if (frame != null) {
                record(frame, frame.firstSequence() + offset, timed.packet, timed.capturedUs);
            }
        }
    }
}
