package org.wenzheng.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import livekit.LivekitModels.DisconnectReason;
import livekit.LivekitModels.ParticipantInfo;
import livekit.LivekitRtc.JoinRequest;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.RequestResponse;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse.MessageCase;
import livekit.LivekitRtc.UpdateParticipantMetadata;
import org.junit.jupiter.api.Test;
import org.wenzheng.rtc.dtls.SetupRole;
import org.wenzheng.signalling.admission.ConnectionMode;
import org.wenzheng.signalling.admission.Joining;
import org.wenzheng.signalling.admission.RefusedException;
import org.wenzheng.signalling.token.CallClaims;
import org.wenzheng.signalling.token.VideoGrant;

class RoomTest {

    private final Stage stage = new Stage();

    @Test
    void greetsWithWhoIsThereAndTellsTheOthers() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        Stage.Client bob = stage.join("bob");

        assertThat(alice.messages.get(0).getJoin().getSubscriberPrimary()).isTrue();
        assertThat(bob.messages.get(0).getJoin().getOtherParticipantsList())
                .extracting(ParticipantInfo::getIdentity)
                .containsExactly("alice");
        assertThat(alice.last(MessageCase.UPDATE).getUpdate().getParticipants(0).getIdentity())
                .isEqualTo("bob");
        assertThat(bob.got(MessageCase.OFFER)).hasSize(1);
    }

    @Test
    void aRoomEndsWithItsLastParticipant() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        assertThat(stage.rooms.all()).hasSize(1);

        alice.ask(SignalRequest.newBuilder().setLeave(LeaveRequest.getDefaultInstance()));

        assertThat(stage.rooms.all()).isEmpty();
        assertThat(alice.isClosed()).isTrue();
        assertThat(alice.publishing.closed).isTrue();
        assertThat(alice.subscribing.closed).isTrue();
    }

    @Test
    void leavingReachesTheOthers() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        Stage.Client bob = stage.join("bob");

        bob.ask(SignalRequest.newBuilder().setLeave(LeaveRequest.getDefaultInstance()));

        ParticipantInfo gone = alice.last(MessageCase.UPDATE).getUpdate().getParticipants(0);
        assertThat(gone.getState()).isEqualTo(ParticipantInfo.State.DISCONNECTED);
        assertThat(gone.getDisconnectReason()).isEqualTo(DisconnectReason.CLIENT_INITIATED);
    }

    @Test
    void theSameIdentityPutsTheOlderOutEvenWhenAlone() throws RefusedException {
        Stage.Client first = stage.join("alice");
        Stage.Client second = stage.join("alice");

        assertThat(first.last(MessageCase.LEAVE).getLeave().getReason()).isEqualTo(DisconnectReason.DUPLICATE_IDENTITY);
        assertThat(first.isClosed()).isTrue();
        assertThat(second.got(MessageCase.JOIN)).hasSize(1);
        assertThat(stage.rooms.all()).hasSize(1);
        assertThat(stage.room().participants()).hasSize(1);
    }

    @Test
    void keepsWhoLostItsSignallingForAWhileAndThenNot() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        Stage.Client bob = stage.join("bob");

        alice.session.closed();
        stage.advance(14_000);
        assertThat(stage.room().participant("alice")).isNotNull();
        stage.advance(2_000);

        assertThat(stage.room().participant("alice")).isNull();
        assertThat(bob.last(MessageCase.UPDATE).getUpdate().getParticipants(0).getState())
                .isEqualTo(ParticipantInfo.State.DISCONNECTED);
    }

    @Test
    void resumesWithANewSignallingConnection() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        stage.join("bob");
        String sid = alice.messages.get(0).getJoin().getParticipant().getSid();
        int peers = stage.port.peers.size();
        String before = alice.last(MessageCase.OFFER).getOffer().getSdp();

        alice.session.closed();
        Stage.Client again = stage.join(reconnect(sid));

        assertThat(again.messages.get(0).hasReconnect()).isTrue();
        assertThat(again.messages.get(1).getUpdate().getParticipantsCount()).isEqualTo(2);
        assertThat(stage.port.peers).hasSize(peers);
        assertThat(before).contains("a=ice-ufrag:peer1g0");
        assertThat(again.last(MessageCase.OFFER).getOffer().getSdp()).contains("a=ice-ufrag:peer1g1");
        stage.advance(20_000);
        assertThat(stage.room().participant("alice")).isNotNull();
    }

    @Test
    void whoIsUnknownIsToldToJoinAnew() throws RefusedException {
        stage.join("bob");
        Stage.Client alice = stage.join(reconnect("PA_gone"));

        assertThat(alice.messages).hasSize(1);
        assertThat(alice.messages.get(0).getLeave().getAction()).isEqualTo(LeaveRequest.Action.RECONNECT);
        assertThat(alice.messages.get(0).getLeave().getReason()).isEqualTo(DisconnectReason.STATE_MISMATCH);
        assertThat(alice.isClosed()).isTrue();
    }

    @Test
    void theServersAttributesCannotBeChangedByAClient() throws RefusedException {
        VideoGrant grant = new VideoGrant("r", true, false, false, false, null, null, null, null, true, false);
        Stage.Client alice = stage.join(new Joining(
                ConnectionMode.DUAL,
                "r",
                Stage.token("alice", grant, Map.of("wenzheng.role", "citizen")),
                JoinRequest.newBuilder()
                        .putParticipantAttributes("wenzheng.role", "staff")
                        .setMetadata("other")
                        .build()));

        alice.ask(SignalRequest.newBuilder()
                .setUpdateMetadata(UpdateParticipantMetadata.newBuilder()
                        .setRequestId(3)
                        .putAttributes("wenzheng.role", "staff")));
        RequestResponse refused = alice.last(MessageCase.REQUEST_RESPONSE).getRequestResponse();
        alice.ask(SignalRequest.newBuilder()
                .setUpdateMetadata(
                        UpdateParticipantMetadata.newBuilder().setRequestId(4).putAttributes("colour", "blue")));

        assertThat(refused.getReason()).isNotEqualTo(RequestResponse.Reason.OK);
        ParticipantInfo info = stage.participant("alice").info();
        assertThat(info.getAttributesMap())
                .containsOnly(Map.entry("wenzheng.role", "citizen"), Map.entry("colour", "blue"));
        assertThat(info.getMetadata()).isEmpty();
    }

    @Test
    void limitsParticipantsRoomsAndRequests() throws RefusedException {
        Stage small = new Stage(new RoomLimits(1, 1, 16, 1, 1, 5, 1024, Duration.ofSeconds(15), Duration.ofSeconds(2)));
        Stage.Client alice = small.join("alice");
        Stage.Client bob = small.join("bob");

        assertThat(bob.messages.get(0).getLeave().getReason()).isEqualTo(DisconnectReason.JOIN_FAILURE);
        assertThatThrownBy(() -> small.rooms.check("another")).hasMessageContaining("limit of 1 rooms");
        for (int i = 0; i < 6; i++) {
            alice.ask(SignalRequest.newBuilder().setPing(1));
        }
        assertThat(alice.isClosed()).isTrue();
    }

    @Test
    void aTokenIsRenewedBeforeItEnds() throws RefusedException {
        Stage.Client alice = stage.join(new Joining(
                ConnectionMode.DUAL,
                "r",
                Stage.token("alice", "r").during(Stage.NOW.minusSeconds(400), Stage.NOW.plusSeconds(100)),
                JoinRequest.getDefaultInstance()));
        stage.advance(1_200);

        assertThat(alice.got(MessageCase.REFRESH_TOKEN)).hasSize(1);
    }

    @Test
    void aTokenThatDoesNotSayWhenItBeginsIsNotRenewedForDecades() throws RefusedException {
        Stage.Client alice = stage.join(new Joining(
                ConnectionMode.DUAL,
                "r",
                Stage.token("alice", "r").during(Instant.EPOCH, Stage.NOW.plusSeconds(3600)),
                JoinRequest.getDefaultInstance()));
        stage.advance(1_200);

        assertThat(alice.got(MessageCase.REFRESH_TOKEN)).isEmpty();
    }

    @Test
    void aConsentThatWasWithdrawnStaysSoWhenTheClientJoinsAnew() throws RefusedException {
        CallClaims all = CallClaims.NONE.withConsents(true, true, true);
        Joining joining = new Joining(
                ConnectionMode.DUAL,
                "r",
                Stage.token("alice", VideoGrant.join("r"), all.toAttributes()),
                JoinRequest.getDefaultInstance());
        Stage.Client first = stage.join(joining);
        stage.participant("alice").say("", "", Map.of("wenzheng.consents", ""));
        stage.join(joining);
        boolean besideTheFirst = stage.participant("alice").claims().anyConsent();
        Stage.Client second = stage.join(joining);
        second.ask(SignalRequest.newBuilder().setLeave(LeaveRequest.getDefaultInstance()));
        stage.settle();
        assertThat(stage.rooms.find("r")).isNull(); // alone and gone: the room has closed
        stage.join(joining);

        assertThat(first.isClosed()).isTrue();
        assertThat(besideTheFirst).isFalse();
        assertThat(stage.participant("alice").claims().anyConsent()).isFalse();
    }

    @Test
    void hiddenParticipantsAreNotShown() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        VideoGrant grant = new VideoGrant("r", true, false, false, false, null, null, null, null, null, true);
        stage.join(new Joining(
                ConnectionMode.DUAL, "r", Stage.token("observer", grant, Map.of()), JoinRequest.getDefaultInstance()));
        Stage.Client bob = stage.join("bob");

        assertThat(alice.got(MessageCase.UPDATE))
                .flatExtracting(message -> message.getUpdate().getParticipantsList())
                .extracting(ParticipantInfo::getIdentity)
                .doesNotContain("observer");
        assertThat(bob.messages.get(0).getJoin().getOtherParticipantsList()).hasSize(1);
    }

    @Test
    void deletingTellsEverybody() throws RefusedException {
        List<Stage.Client> clients = List.of(stage.join("alice"), stage.join("bob"));

        stage.room().delete();

        clients.forEach(
                client -> assertThat(client.last(MessageCase.LEAVE).getLeave().getReason())
                        .isEqualTo(DisconnectReason.ROOM_DELETED));
        assertThat(stage.rooms.all()).isEmpty();
    }

    private static Joining reconnect(String sid) {
        return new Joining(
                ConnectionMode.DUAL,
                "r",
                Stage.token("alice", "r"),
                JoinRequest.newBuilder()
                        .setReconnect(true)
                        .setParticipantSid(sid)
                        .build());
    }

    /** As Pion does; it begins the handshake all the same. */
    @Test
    void anAnswerThatSaysPassiveLikeOurOfferIsTaken() throws RefusedException {
        Stage.Client bob = stage.join("bob");
        bob.answer(Offers.answer("bob").replaceAll("a=setup:\\w+", "a=setup:passive"));
        assertThat(bob.subscribing.remoteRole).isEqualTo(SetupRole.ACTIVE);
    }
}
