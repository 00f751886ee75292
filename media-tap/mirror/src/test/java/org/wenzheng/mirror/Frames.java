package org.wenzheng.mirror;

import com.google.protobuf.ByteString;
import org.wenzheng.media.records.SchemaVersions;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.Left;

/** Records of invented calls. */
final class Frames {

    private static final ByteString PAYLOAD = ByteString.copyFrom(new byte[60]);

    private Frames() {}

    static AudioFrame audio(String call, String track, long sequence) {
        return AudioFrame.newBuilder()
                .setSchemaVersion(SchemaVersions.AUDIO_FRAME)
                .setCall(call)
                .setTrack(track)
                .setSequence(sequence)
                .setCapturedAtUs(1_000_000 + sequence * 20_000)
                .setPayload(PAYLOAD)
                .build();
    }

    static CallEvent event(String call, String participant) {
        return CallEvent.newBuilder()
                .setSchemaVersion(SchemaVersions.CALL_EVENT)
                .setCall(call)
                .setLeft(Left.newBuilder().setParticipant(participant))
                .build();
    }
}
