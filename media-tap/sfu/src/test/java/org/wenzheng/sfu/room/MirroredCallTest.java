package org.wenzheng.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Parser;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import livekit.LivekitModels.Encryption;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitRtc.JoinRequest;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.SignalRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.kafka.BrokerProcess;
import org.wenzheng.kafka.TopicReader;
import org.wenzheng.media.records.MediaTopics;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.Origin;
import org.wenzheng.media.records.v1.Role;
import org.wenzheng.media.records.v1.VideoFrame;
import org.wenzheng.media.records.v1.VideoSource;
import org.wenzheng.mirror.KafkaConnection;
import org.wenzheng.mirror.Mirror;
import org.wenzheng.mirror.MirrorSettings;
import org.wenzheng.sfu.tap.KafkaTaps;
import org.wenzheng.signalling.admission.ConnectionMode;
import org.wenzheng.signalling.admission.Joining;
import org.wenzheng.signalling.admission.RefusedException;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.CallRole;
import org.wenzheng.signalling.token.VideoGrant;

/** What of a call arrives in Kafka, under each consent. */
@Tag("slow")
class MirroredCallTest {

    private static final CallClaims CITIZEN =
            new CallClaims(CallRole.CITIZEN, true, true, false, false, Stage.NOW.toEpochMilli(), "zh");

    private static final CallClaims STAFF =
            new CallClaims(CallRole.STAFF, false, false, false, false, Stage.NOW.toEpochMilli(), "zh");

    @TempDir
    Path folder;

    @Test
    void mirrorsWhatIsConsentedToAndNothingElse() throws Exception {
        try (BrokerProcess broker = new BrokerProcess(folder, 19030).start();
                Mirror mirror =
                        Mirror.connect(new KafkaConnection(broker.bootstrap(), Map.of()), MirrorSettings.DEFAULT)) {
            String citizenTrack = play(mirror);
            assertThat(mirror.flush(Duration.ofSeconds(60))).isTrue();

            List<CallEvent> events = read(broker.bootstrap(), MediaTopics.CALL_EVENTS, CallEvent.parser(), 15);
            List<AudioFrame> frames = read(broker.bootstrap(), MediaTopics.AUDIO, AudioFrame.parser(), 10);
            assertThat(frames).allMatch(frame -> frame.getTrack().equals(citizenTrack));
            assertThat(frames).allMatch(frame -> frame.getCall().equals("r") && frame.getRole() == Role.CITIZEN);
            assertThat(frames).allMatch(frame -> frame.getCallStartedAtUs() == Stage.NOW.toEpochMilli() * 1_000);
            // 1 to 10 with 4 late and 7 lost, then the end of the track.
            long base = frames.get(0).getSequence() - 1;
            assertThat(frames.stream().map(frame -> frame.getSequence() - base))
                    .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 8L, 9L, 10L, 11L);
            assertThat(frames.get(6).getLostBefore()).isEqualTo(1);
            assertThat(frames.stream().mapToInt(AudioFrame::getLostBefore).sum())
                    .isEqualTo(1);
            assertThat(frames.get(9).getEndOfTrack()).isTrue();
            assertThat(frames.get(0).getConsents().getRecord()).isTrue();
            assertThat(frames.get(0).getConsents().getAnalyse()).isFalse();
            assertThat(frames.get(0).getPayload().toByteArray()).containsExactly(1, 2, 3, 4);
            assertThat(frames.stream().map(AudioFrame::getCapturedAtUs)).isSorted();

            assertThat(events.get(0).getStarted().getOrigin()).isEqualTo(Origin.LIVE);
            assertThat(events.get(0).getStarted().getOffice()).isEqualTo("东城");
            assertThat(events)
                    .filteredOn(CallEvent::hasJoined)
                    .extracting(event -> event.getJoined().getRole())
                    .containsExactly(Role.CITIZEN, Role.STAFF, Role.CITIZEN);
            assertThat(events)
                    .filteredOn(CallEvent::hasConsentChanged)
                    .singleElement()
                    .matches(event -> !event.getConsentChanged().getConsents().getRecord());
            assertThat(events.get(events.size() - 1).hasEnded()).isTrue();
        }
    }

    @Test
    void mirrorsSharedScreensAndCamerasOnlyWhileStaffLooksAtADocument() throws Exception {
        try (BrokerProcess broker = new BrokerProcess(folder, 19035).start();
                Mirror mirror =
                        Mirror.connect(new KafkaConnection(broker.bootstrap(), Map.of()), MirrorSettings.DEFAULT)) {
            String screen = show(mirror);
            assertThat(mirror.flush(Duration.ofSeconds(60))).isTrue();

            List<VideoFrame> frames = read(broker.bootstrap(), MediaTopics.VIDEO, VideoFrame.parser(), 6);
            List<VideoFrame> shared = frames.stream()
                    .filter(frame -> frame.getTrack().equals(screen))
                    .toList();
            // The lowest layer until the readable one comes, then that alone; the packet of 4 that came late in its
            // place.
            assertThat(shared).extracting(VideoFrame::getKeyframe).containsExactly(true, true, false, false, false);
            assertThat(shared).allMatch(frame -> frame.getSource() == VideoSource.SCREEN);
            assertThat(shared.stream().map(frame -> layer(frame))).containsExactly('q', 'f', 'f', 'f', 'f');
            assertThat(shared.stream().map(VideoFrame::getSequence)).isSorted().doesNotHaveDuplicates();
            assertThat(frames.stream().filter(frame -> frame.getSource() == VideoSource.CAMERA))
                    .singleElement()
                    .matches(VideoFrame::getKeyframe);
        }
    }

    private static char layer(VideoFrame frame) {
        return (char) frame.getFrame().byteAt(1); // Packets.video writes it behind the first octet
    }

    /** A citizen and a member of staff show screen and camera. Returns the citizen's screen. */
    private static String show(Mirror mirror) throws RefusedException {
        try (KafkaTaps taps = KafkaTaps.into(mirror, Clock.systemUTC())) {
            Stage stage = new Stage(RoomLimits.DEFAULT, taps);
            Stage.Client citizen = stage.join(joining("citizen", CITIZEN));
            Stage.Client camera = stage.join(joining("camera", CITIZEN));
            Stage.Client staff = stage.join(joining("staff", STAFF));
            String screen = citizen.publishVideo(TrackSource.SCREEN_SHARE);
            camera.publishVideo(TrackSource.CAMERA);
            staff.publishVideo(TrackSource.SCREEN_SHARE);
            List<Stage.Client> all = List.of(citizen, camera, staff);
            picture(all, "f", 30, 1, false); // nothing can be made of it before a key frame
            picture(all, "q", 10, 1, true);
            picture(all, "f", 30, 2, true);
            picture(all, "q", 10, 2, true);
            for (int sequence : new int[] {3, 5, 4}) {
                picture(all, "f", 30, sequence, false);
            }
            stage.participant("camera").say("", "", Map.of("wenzheng.document", "true"));
            picture(List.of(camera), "f", 30, 6, true);
            stage.participant("camera").say("", "", Map.of("wenzheng.document", ""));
            picture(List.of(camera), "f", 30, 7, true);
            for (Stage.Client client : all) {
                client.ask(SignalRequest.newBuilder().setLeave(LeaveRequest.getDefaultInstance()));
            }
            return screen;
        }
    }

    private static void picture(List<Stage.Client> clients, String layer, int ssrc, int sequence, boolean key) {
        for (Stage.Client client : clients) {
            client.publishing.receive(Packets.video(layer, ssrc, sequence, key), System.nanoTime());
        }
    }

    /** Plays a call and returns the track of the citizen. */
    private static String play(Mirror mirror) throws RefusedException {
        try (KafkaTaps taps = KafkaTaps.into(mirror, Clock.systemUTC())) {
            Stage stage = new Stage(RoomLimits.DEFAULT, taps);
            Stage.Client citizen = stage.join(joining("citizen", CITIZEN));
            Stage.Client staff = stage.join(joining("staff", STAFF));
            Stage.Client secret = stage.join(joining("secret", CITIZEN));
            Stage.Client tester = stage.join("tester");
            String track = citizen.publishMicrophone();
            staff.publishMicrophone();
            secret.publishMicrophone(Encryption.Type.GCM);
            tester.publishMicrophone();
            for (int sequence : new int[] {1, 2, 3, 5, 6, 4, 8, 9, 10}) {
                for (Stage.Client client : List.of(citizen, staff, secret, tester)) {
                    client.publishing.receive(Packets.audio(sequence, 20), System.nanoTime());
                }
            }
            PublishedTrack silenced = Objects.requireNonNull(
                    stage.participant("citizen").publications().published(track));
            silenced.mute(true, true); // by the server: whatever the client goes on to send, nobody hears it
            citizen.publishing.receive(Packets.audio(11, 20), System.nanoTime());
            silenced.mute(false, true);
            stage.participant("citizen").say("", "", Map.of("wenzheng.consents", ""));
            IntStream.range(11, 20)
                    .forEach(sequence -> citizen.publishing.receive(Packets.audio(sequence, 20), System.nanoTime()));
            for (Stage.Client client : List.of(citizen, staff, secret, tester)) {
                client.ask(SignalRequest.newBuilder().setLeave(LeaveRequest.getDefaultInstance()));
            }
            return track;
        }
    }

    private static Joining joining(String identity, CallClaims claims) {
        Map<String, String> attributes = new HashMap<>(claims.toAttributes());
        attributes.put("wenzheng.call.office", "东城");
        return new Joining(
                ConnectionMode.DUAL,
                "r",
                Stage.token(identity, VideoGrant.join("r"), attributes),
                JoinRequest.getDefaultInstance());
    }

    private static <T> List<T> read(String bootstrap, String topic, Parser<T> parser, int count) throws Exception {
        List<T> records = new ArrayList<>();
        for (byte[] value : TopicReader.read(bootstrap, topic, count)) {
            records.add(parser.parseFrom(value));
        }
        return records;
    }
}
