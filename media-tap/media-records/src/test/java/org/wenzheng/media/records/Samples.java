package org.wenzheng.media.records;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEnded;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.CallStarted;
import org.wenzheng.media.records.v1.ConsentChanged;
import org.wenzheng.media.records.v1.Consents;
import org.wenzheng.media.records.v1.EndReason;
import org.wenzheng.media.records.v1.Joined;
import org.wenzheng.media.records.v1.Left;
import org.wenzheng.media.records.v1.MirrorGap;
import org.wenzheng.media.records.v1.Origin;
import org.wenzheng.media.records.v1.Role;
import org.wenzheng.media.records.v1.TrackEnded;
import org.wenzheng.media.records.v1.TrackMuted;
import org.wenzheng.media.records.v1.TrackPublished;
import org.wenzheng.media.records.v1.TransportQuality;
import org.wenzheng.media.records.v1.VideoCodec;
import org.wenzheng.media.records.v1.VideoFrame;
import org.wenzheng.media.records.v1.VideoSource;

/** One record of each kind with every field set to something that cannot be taken for a default. */
final class Samples {

    private static final String CALL = "01KAXB3X8Q9Z6T5R4E3W2Q1A0S";
    private static final long STARTED_US = 1_764_032_400_000_000L;
    private static final Consents CONSENTS = Consents.newBuilder()
            .setAnswer(true)
            .setRecord(true)
            .setAnalyse(true)
            .build();

    private Samples() {}

    /** By the name of their golden files. */
    static Map<String, Message> all() {
        Map<String, Message> samples = new LinkedHashMap<>();
        samples.put("audio-frame", audio());
        samples.put("audio-end-of-track", endOfTrack());
        samples.put("video-frame", video());
        samples.put("event-started", event().setStarted(started()).build());
        samples.put(
                "event-joined",
                event().setJoined(Joined.newBuilder().setParticipant("p-1").setRole(Role.DIGITAL_HUMAN))
                        .build());
        samples.put(
                "event-track-published",
                event().setTrackPublished(TrackPublished.newBuilder()
                                .setParticipant("p-1")
                                .setRole(Role.GUEST)
                                .setTrack("t-1")
                                .setKind("video")
                                .setSource(VideoSource.CAMERA))
                        .build());
        samples.put(
                "event-track-muted",
                event().setTrackMuted(TrackMuted.newBuilder()
                                .setParticipant("p-1")
                                .setTrack("t-1")
                                .setMuted(true))
                        .build());
        samples.put(
                "event-track-ended",
                event().setTrackEnded(TrackEnded.newBuilder()
                                .setParticipant("p-1")
                                .setTrack("t-1")
                                .setLastSequence(15_001))
                        .build());
        samples.put(
                "event-consent-changed",
                event().setConsentChanged(ConsentChanged.newBuilder()
                                .setParticipant("p-1")
                                .setConsents(CONSENTS))
                        .build());
        samples.put(
                "event-transport-quality",
                event().setTransportQuality(TransportQuality.newBuilder()
                                .setParticipant("p-1")
                                .setTrack("t-1")
                                .setLoss(0.25f)
                                .setJitterMs(12)
                                .setRttMs(40))
                        .build());
        samples.put(
                "event-mirror-gap",
                event().setMirrorGap(MirrorGap.newBuilder()
                                .setTrack("t-1")
                                .setFromSequence(100)
                                .setToSequence(180)
                                .setDropped(81))
                        .build());
        samples.put(
                "event-left",
                event().setLeft(Left.newBuilder().setParticipant("p-1")).build());
        samples.put(
                "event-ended",
                event().setEnded(CallEnded.newBuilder().setReason(EndReason.LOST))
                        .build());
        return samples;
    }

    private static AudioFrame audio() {
        return AudioFrame.newBuilder()
                .setSchemaVersion(SchemaVersions.AUDIO_FRAME)
                .setCall(CALL)
                .setCallStartedAtUs(STARTED_US)
                .setParticipant("p-1")
                .setRole(Role.CITIZEN)
                .setTrack("t-1")
                .setSequence((3L << 16) + 7)
                .setTimestamp((1L << 32) + 960)
                .setCapturedAtUs(STARTED_US + 20_000)
                .setPayload(ByteString.fromHex("58b77e4501fe"))
                .setLostBefore(2)
                .setConsents(CONSENTS)
                .setLanguage("zh")
                .build();
    }

    private static AudioFrame endOfTrack() {
        return audio().toBuilder()
                .clearPayload()
                .clearLostBefore()
                .setEndOfTrack(true)
                .build();
    }

    private static VideoFrame video() {
        return VideoFrame.newBuilder()
                .setSchemaVersion(SchemaVersions.VIDEO_FRAME)
                .setCall(CALL)
                .setCallStartedAtUs(STARTED_US)
                .setParticipant("p-2")
                .setRole(Role.STAFF)
                .setTrack("t-2")
                .setSequence(65_540)
                .setTimestamp((1L << 33) + 3000)
                .setCapturedAtUs(STARTED_US + 33_333)
                .setFrame(ByteString.fromHex("9d012a8002e001"))
                .setKeyframe(true)
                .setWidth(640)
                .setHeight(480)
                .setSource(VideoSource.SCREEN)
                .setCodec(VideoCodec.H264)
                .setConsents(CONSENTS)
                .build();
    }

    private static CallStarted started() {
        return CallStarted.newBuilder()
                .setOffice("澄湖区政务服务中心")
                .setDistrict("澄湖区")
                .setDepartment("公安")
                .setMatter("居住证")
                .setChannel("video")
                .setOrigin(Origin.DEMO)
                .setLanguage("zh")
                .setConsents(CONSENTS)
                .setTitle("居住证到期续办")
                .setSyntheticSpeech(true)
                .build();
    }

    private static CallEvent.Builder event() {
        return CallEvent.newBuilder()
                .setSchemaVersion(SchemaVersions.CALL_EVENT)
                .setCall(CALL)
                .setAtUs(STARTED_US + 1_000_000);
    }
}
