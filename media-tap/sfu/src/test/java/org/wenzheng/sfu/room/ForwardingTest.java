package org.wenzheng.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitModels.VideoQuality;
import livekit.LivekitRtc.ConnectionSettings;
import livekit.LivekitRtc.JoinRequest;
import livekit.LivekitRtc.MuteTrackRequest;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse.MessageCase;
import livekit.LivekitRtc.SubscribedQuality;
import livekit.LivekitRtc.UpdateTrackSettings;
import org.junit.jupiter.api.Test;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.simulcast.LayerForwarder;
import org.wenzheng.signalling.admission.ConnectionMode;
import org.wenzheng.signalling.admission.Joining;
import org.wenzheng.signalling.admission.RefusedException;

class ForwardingTest {

    private static final int Q = 10;
    private static final int H = 20;
    private static final int F = 30;

    private final Stage stage = new Stage();

    @Test
    void soundGoesToTheOtherWithoutThePublishersExtensions() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        Stage.Client bob = stage.join("bob");
        alice.answer();
        bob.answer();
        String sid = alice.publishMicrophone();
        connect(alice, bob);
        bob.answer();

        alice.publishing.receive(Packets.audio(5, 20), stage.now());
        alice.publishing.receive(Packets.audio(6, 20), stage.now());

        assertThat(bob.last(MessageCase.OFFER).getOffer().getSdp()).contains(" " + sid + "\r\n");
        assertThat(bob.last(MessageCase.OFFER).getOffer().getMidToTrackIdMap()).containsEntry("1", sid);
        assertThat(bob.subscribing.rtp).hasSize(2);
        RtpPacket first = Packets.read(bob.subscribing.rtp.get(0));
        RtpPacket second = Packets.read(bob.subscribing.rtp.get(1));
        assertThat(first.headerLength()).isEqualTo(RtpPacket.FIXED_HEADER);
        assertThat(first.payloadLength()).isEqualTo(4);
        assertThat(second.sequence()).isEqualTo(first.sequence() + 1);
        assertThat(second.timestamp()).isEqualTo(first.timestamp() + 960);
        assertThat(alice.subscribing.rtp).isEmpty();
        assertThat(alice.got(MessageCase.TRACK_SUBSCRIBED)).hasSize(1);
    }

    @Test
    void nothingIsSentBeforeTheClientHasAnswered() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        Stage.Client bob = stage.join("bob");
        bob.answer();
        alice.publishMicrophone();
        connect(alice, bob);

        alice.publishing.receive(Packets.audio(5, 20), stage.now());

        assertThat(bob.subscribing.rtp).isEmpty();
    }

    @Test
    void anotherRoomReceivesNothing() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        Stage.Client stranger = stage.join(new Joining(
                ConnectionMode.DUAL,
                "other",
                Stage.token("stranger", "other"),
                JoinRequest.newBuilder()
                        .setConnectionSettings(ConnectionSettings.newBuilder().setAutoSubscribe(true))
                        .build()));
        stranger.answer();
        alice.publishMicrophone();
        connect(alice, stranger);
        alice.publishing.receive(Packets.audio(1, 20), stage.now());

        assertThat(stranger.got(MessageCase.OFFER)).hasSize(1);
        assertThat(stranger.subscribing.rtp).isEmpty();
    }

    @Test
    void theLayerThatIsWantedIsSentAsOneStream() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        Stage.Client bob = stage.join("bob");
        bob.answer();
        String sid = alice.publishCamera();
        connect(alice, bob);
        bob.answer();
        layers(alice, 1, true); // the lowest is shown until the others are known to come
        layers(alice, 2, true);
        layers(alice, 3, false);

        settings(bob, sid, VideoQuality.LOW);
        layers(alice, 4, false);
        layers(alice, 5, true);
        layers(alice, 6, false);

        List<RtpPacket> sent = bob.subscribing.rtp.stream().map(Packets::read).toList();
        assertThat(sent.stream().map(ForwardingTest::rid).distinct().toList()).containsExactly('q', 'h', 'f');
        assertThat(sent.stream().map(ForwardingTest::rid)).endsWith('q', 'q');
        for (int i = 1; i < sent.size(); i++) {
            assertThat(sent.get(i).sequence()).isEqualTo(sent.get(i - 1).sequence() + 1);
            assertThat(sent.get(i).ssrc()).isEqualTo(sent.get(0).ssrc());
        }
    }

    @Test
    void whatNobodyWatchesIsTurnedOffAfterAWhileAndOnAgainAtOnce() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        Stage.Client bob = stage.join("bob");
        bob.answer();
        String sid = alice.publishCamera();
        connect(alice, bob);
        bob.answer();

        settings(bob, sid, VideoQuality.LOW);
        stage.advance(1_000);
        assertThat(alice.got(MessageCase.SUBSCRIBED_QUALITY_UPDATE)).isEmpty();
        stage.advance(1_500);
        assertThat(enabled(alice)).containsExactly(true, false, false);
        settings(bob, sid, VideoQuality.HIGH);
        assertThat(enabled(alice)).containsExactly(true, true, true);
    }

    @Test
    void aLayerThatTheTapWantsIsSentThoughNobodyWatchesAndAKeyFrameIsAskedForWhenItsTimeHasCome()
            throws RefusedException {
        AtomicInteger wanted = new AtomicInteger(1);
        AtomicInteger due = new AtomicInteger(LayerForwarder.PAUSED);
        TrackTap tap = new TrackTap() {
            @Override
            public int wantedLayer() {
                return wanted.get();
            }

            @Override
            public int keyFrameDue(long now) {
                return due.get();
            }
        };
        Stage mirrored = new Stage(RoomLimits.DEFAULT, (call, openedAtMs) -> new CallTap() {
            @Override
            public TrackTap published(PublishedTrack track) {
                return tap;
            }
        });
        Stage.Client alice = mirrored.join("alice");
        alice.publishCamera();
        alice.publishing.listener.connected();
        alice.publishing.receive(Packets.video("h", H, 1, true), mirrored.now());
        mirrored.advance(1_000);
        int asked = alice.publishing.rtcp.size();
        mirrored.advance(3_000);
        assertThat(enabled(alice)).containsExactly(true, true, false);

        due.set(2); // of which nothing comes: what does come is asked for
        alice.publishing.receive(Packets.video("h", H, 2, false), mirrored.now());
        mirrored.advance(1_000);
        assertThat(alice.publishing.rtcp.stream().skip(asked).filter(packet -> packet[1] == (byte) 206))
                .isNotEmpty()
                .allMatch(request -> request[11] == H);

        due.set(LayerForwarder.PAUSED);
        wanted.set(LayerForwarder.PAUSED);
        mirrored.advance(4_000);
        assertThat(enabled(alice)).containsExactly(false, false, false);
    }

    @Test
    void anUnsupportedCodecIsPassedOverForTheNext() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        alice.publishCamera();

        String answer = alice.last(MessageCase.ANSWER).getAnswer().getSdp();
        assertThat(answer).contains("VP8/90000", "a=simulcast:recv q;h;f").doesNotContain("AV1");
        assertThat(alice.last(MessageCase.ANSWER).getAnswer().getId()).isEqualTo(7);
    }

    @Test
    void aTrackThatIsNoLongerOfferedEnds() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        Stage.Client bob = stage.join("bob");
        bob.answer();
        alice.publishMicrophone();
        connect(alice, bob);
        bob.answer();

        alice.offer(Offers.nothing("alice"));

        assertThat(alice.got(MessageCase.TRACK_UNPUBLISHED)).hasSize(1);
        assertThat(bob.last(MessageCase.UPDATE).getUpdate().getParticipants(0).getTracksCount())
                .isZero();
        assertThat(bob.last(MessageCase.OFFER).getOffer().getSdp()).contains("a=mid:1", "a=inactive");
        alice.publishing.receive(Packets.audio(9, 20), stage.now());
        assertThat(bob.subscribing.rtp).isEmpty();
    }

    @Test
    void muteIsToldAndTheServersMuteStopsTheStream() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        Stage.Client bob = stage.join("bob");
        bob.answer();
        String sid = alice.publishMicrophone();
        connect(alice, bob);
        bob.answer();

        alice.ask(SignalRequest.newBuilder()
                .setMute(MuteTrackRequest.newBuilder().setSid(sid).setMuted(true)));
        assertThat(muted(bob)).isTrue();
        Participant participant = stage.participant("alice");
        participant.muteByServer(sid, true);
        alice.publishing.receive(Packets.audio(1, 20), stage.now());
        assertThat(bob.subscribing.rtp).isEmpty();
        participant.muteByServer(sid, false);
        alice.publishing.receive(Packets.audio(2, 20), stage.now());

        assertThat(muted(bob)).isFalse();
        assertThat(bob.subscribing.rtp).hasSize(1);
        assertThat(alice.last(MessageCase.MUTE).getMute().getMuted()).isFalse();
    }

    @Test
    void whoSpeaksIsToldAndWhoStopsToo() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        Stage.Client bob = stage.join("bob");
        alice.publishMicrophone();
        connect(alice, bob);
        for (int i = 0; i < 40; i++) {
            alice.publishing.receive(Packets.audio(i, 10), stage.now());
            if (i % 5 == 4) {
                stage.advance(100);
            }
        }
        assertThat(bob.last(MessageCase.SPEAKERS_CHANGED)
                        .getSpeakersChanged()
                        .getSpeakers(0)
                        .getActive())
                .isTrue();
        stage.advance(2_000);
        assertThat(bob.last(MessageCase.SPEAKERS_CHANGED)
                        .getSpeakersChanged()
                        .getSpeakers(0)
                        .getActive())
                .isFalse();
    }

    @Test
    void aSingleConnectionIsAskedForSectionsAndGetsTracksInFreeOnes() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        Stage.Client bob = stage.join(new Joining(
                ConnectionMode.SINGLE,
                "r",
                Stage.token("bob", "r"),
                JoinRequest.newBuilder()
                        .setConnectionSettings(ConnectionSettings.newBuilder().setAutoSubscribe(true))
                        .setPublisherOffer(SessionDescription.newBuilder()
                                .setType("offer")
                                .setId(1)
                                .setSdp(Offers.free("bob", "ufrag")))
                        .build()));
        assertThat(bob.messages.get(0).getJoin().getSubscriberPrimary()).isFalse();
        assertThat(bob.got(MessageCase.ANSWER)).hasSize(1);

        String sid = alice.publishMicrophone();
        stage.settle();
        assertThat(bob.last(MessageCase.MEDIA_SECTIONS_REQUIREMENT)
                        .getMediaSectionsRequirement()
                        .getNumAudios())
                .isZero();
        connect(alice, bob);
        bob.offer(Offers.free("bob", "ufrag"));
        alice.publishing.receive(Packets.audio(1, 20), stage.now());

        SessionDescription answer = bob.last(MessageCase.ANSWER).getAnswer();
        assertThat(answer.getMidToTrackIdMap()).containsExactlyEntriesOf(java.util.Map.of("1", sid));
        assertThat(answer.getSdp()).contains("a=sendonly", "a=inactive");
        assertThat(Packets.read(bob.subscribing.rtp.get(0)).payloadType()).isEqualTo(109);
        assertThat(bob.publishing).isSameAs(bob.subscribing);
    }

    @Test
    void anIceRestartOfTheClientIsAnsweredWithOurs() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        alice.offer(Offers.free("alice", "first"));
        String before = alice.last(MessageCase.ANSWER).getAnswer().getSdp();
        alice.offer(Offers.free("alice", "second"));
        String after = alice.last(MessageCase.ANSWER).getAnswer().getSdp();

        assertThat(before).contains("a=ice-ufrag:peer0g0");
        assertThat(after).contains("a=ice-ufrag:peer0g1");
        assertThat(alice.publishing.remoteUsernameFragment()).isEqualTo("secondalice");
    }

    @Test
    void mediaThatEndedMakesTheClientJoinAnew() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        alice.subscribing.listener.closed(org.wenzheng.rtc.transport.CloseReason.CHECKS_STOPPED);

        assertThat(alice.last(MessageCase.LEAVE).getLeave().getCanReconnect()).isTrue();
        assertThat(stage.rooms.all()).isEmpty();
    }

    private void layers(Stage.Client alice, int sequence, boolean key) {
        alice.publishing.receive(Packets.video("q", Q, sequence, key), stage.now());
        alice.publishing.receive(Packets.video("h", H, sequence, key), stage.now());
        alice.publishing.receive(Packets.video("f", F, sequence, key), stage.now());
        stage.advance(100);
    }

    private static void connect(Stage.Client... clients) {
        for (Stage.Client client : clients) {
            client.publishing.listener.connected();
            if (client.subscribing != client.publishing) {
                client.subscribing.listener.connected();
            }
        }
    }

    private static void settings(Stage.Client client, String sid, VideoQuality quality) {
        client.ask(SignalRequest.newBuilder()
                .setTrackSetting(
                        UpdateTrackSettings.newBuilder().addTrackSids(sid).setQuality(quality)));
    }

    private static List<Boolean> enabled(Stage.Client publisher) {
        return publisher
                .last(MessageCase.SUBSCRIBED_QUALITY_UPDATE)
                .getSubscribedQualityUpdate()
                .getSubscribedCodecs(0)
                .getQualitiesList()
                .stream()
                .map(SubscribedQuality::getEnabled)
                .toList();
    }

    private static boolean muted(Stage.Client client) {
        ParticipantInfo info = client.last(MessageCase.UPDATE).getUpdate().getParticipants(0);
        return info.getTracks(0).getMuted();
    }

    private static char rid(RtpPacket packet) {
        return (char) packet.buffer().getByte(packet.payload() + 5);
    }
}
