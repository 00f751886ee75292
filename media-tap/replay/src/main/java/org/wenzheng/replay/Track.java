package org.wenzheng.replay;

import com.google.protobuf.ByteString;
import org.wenzheng.media.records.SchemaVersions;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.Consents;
import org.wenzheng.replay.audio.OpusEncoder;
import org.wenzheng.replay.audio.Voice;

/** One speaker's track: reads the voice, encodes it and numbers its packets from 1, without gaps, as RTP would. */
final class Track implements AutoCloseable {

    static final long FRAME_US = 20_000;

    private final Speaker speaker;
    private final AudioFrame head;
    private final long startUs;
    private final OpusEncoder encoder = new OpusEncoder();
    private final short[] pcm = new short[Voice.FRAME_SAMPLES];
    private long frames;
    private boolean ended;

    Track(String call, long startUs, CallDetails details, Speaker speaker) {
        this.speaker = speaker;
        this.startUs = startUs;
        Consents consents = details.consents();
        head = AudioFrame.newBuilder()
                .setSchemaVersion(SchemaVersions.AUDIO_FRAME)
                .setCall(call)
                .setCallStartedAtUs(startUs)
                .setParticipant(speaker.participant())
                .setRole(speaker.role())
                .setTrack(speaker.track())
                .setConsents(consents)
                .setLanguage(details.language())
                .build();
    }

    Speaker speaker() {
        return speaker;
    }

    /** Reads the next 20 ms; false when the voice is over. */
    boolean advance() {
        return !ended && speaker.voice().read(pcm) > 0;
    }

    /** What {@link #advance} read, as a packet. */
    AudioFrame packet() {
        return next().setPayload(ByteString.copyFrom(encoder.encode(pcm))).build();
    }

    /** The record that closes the track. */
    AudioFrame end() {
        ended = true;
        return next().setEndOfTrack(true).build();
    }

    boolean ended() {
        return ended;
    }

    /** The sequence number of the last record. */
    long lastSequence() {
        return frames;
    }

    private AudioFrame.Builder next() {
        long index = frames++;
        return head.toBuilder()
                .setSequence(index + 1)
                .setTimestamp(index * Voice.FRAME_SAMPLES)
                .setCapturedAtUs(startUs + index * FRAME_US);
    }

    @Override
    public void close() {
        encoder.close();
    }
}
