package org.wenzheng.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitModels.VideoQuality;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.ConnectionSettings;
import livekit.LivekitRtc.JoinRequest;
import livekit.LivekitRtc.LeaveRequest;
import livekit.LivekitRtc.MuteTrackRequest;
import livekit.LivekitRtc.RequestResponse;
import livekit.LivekitRtc.SessionDescription;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse.MessageCase;
import livekit.LivekitRtc.UpdateTrackSettings;
import org.junit.jupiter.api.Test;
import org.wenzheng.rtc.rtcp.RtcpWriter;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.signalling.admission.ConnectionMode;
import org.wenzheng.signalling.admission.Joining;
import org.wenzheng.signalling.admission.RefusedException;

/** What happens in one room stays there, whoever comes and goes and whatever is sent. */
class IsolationTest {

    private static final int ROOMS = 12;
    private static final int STEPS = 6_000;
    private static final int MUTATIONS = 100_000;

    private final Stage stage = new Stage();
    private final Random random = new Random(20261201);

    private record Guest(Stage.Client client, int room, boolean[] published) {}

    @Test
    void noPacketReachesAnotherRoomThroughThousandsOfJoinsAndLeaves() throws RefusedException {
        List<Guest> guests = new ArrayList<>();
        long delivered = 0;
        int joins = 0;
        for (int step = 0; step < STEPS; step++) {
            if (guests.size() < 3 || random.nextInt(4) == 0 && guests.size() < 40) {
                joins++;
                guests.add(guest("guest" + joins, random.nextInt(ROOMS)));
            } else if (random.nextInt(4) == 0) {
                Guest leaver = guests.remove(random.nextInt(guests.size()));
                if (random.nextBoolean()) {
                    leaver.client.ask(SignalRequest.newBuilder().setLeave(LeaveRequest.getDefaultInstance()));
                } else {
                    leaver.client.session.closed();
                    stage.advance(16_000); // nobody waits for who is lost any longer
                }
            }
            for (Guest guest : guests) {
                guest.client.answer();
            }
            Guest speaker = guests.get(random.nextInt(guests.size()));
            if (!speaker.published[0]) {
                speaker.published[0] = true;
                speaker.client.publishMicrophone();
                guests.forEach(guest -> guest.client.answer());
            }
            byte[] mark = {(byte) speaker.room, 42, (byte) speaker.room, 42};
            speaker.client.publishing.receive(Packets.audio(step & 0xFFFF, 20, mark), stage.now());
            for (Guest guest : guests) {
                for (byte[] packet : guest.client.subscribing.rtp) {
                    RtpPacket view = Packets.read(packet);
                    assertThat(view.buffer().getByte(view.payload())).isEqualTo((byte) guest.room);
                    delivered++;
                }
                guest.client.subscribing.rtp.clear();
            }
        }
        assertThat(joins).isGreaterThan(1_000);
        assertThat(delivered).isGreaterThan(STEPS);
    }

    @Test
    void mutatedPacketsAndMessagesDisturbNobodyElse() throws RefusedException {
        Stage.Client alice = guest("alice", 1).client;
        Stage.Client bob = guest("bob", 1).client;
        alice.publishMicrophone();
        bob.answer();
        Guest mallory = guest("mallory", 2);
        guest("victim", 2);
        int heard = 0;
        for (int i = 0; i < MUTATIONS; i++) {
            if (mallory.client.isClosed() || random.nextInt(5_000) == 0) {
                mallory = guest("mallory", 2);
                mallory.client.publishMicrophone();
            }
            attack(mallory.client);
            if (i % 100 == 0) {
                stage.step(20);
                alice.publishing.receive(Packets.audio(i / 100, 20), stage.now());
                heard += bob.subscribing.rtp.size();
                bob.subscribing.rtp.clear();
                stage.port.peers.forEach(peer -> {
                    peer.rtp.clear();
                    peer.rtcp.clear();
                });
            }
        }
        assertThat(heard).isEqualTo(MUTATIONS / 100);
        assertThat(bob.isClosed()).isFalse();
    }

    @Test
    void aTrackOfAKindThatNobodyKnowsIsRefused() throws RefusedException {
        Stage.Client alice = guest("alice", 1).client;
        alice.ask(SignalRequest.newBuilder()
                .setAddTrack(AddTrackRequest.newBuilder()
                        .setCid("mic")
                        .setType(TrackType.AUDIO)
                        .setSourceValue(99)));
        assertThat(alice.last(MessageCase.REQUEST_RESPONSE).getRequestResponse().getReason())
                .isEqualTo(RequestResponse.Reason.UNSUPPORTED_TYPE);
    }

    private void attack(Stage.Client mallory) {
        FakePort.FakePeer peer = random.nextBoolean() ? mallory.publishing : mallory.subscribing;
        switch (random.nextInt(4)) {
            case 0 -> peer.receive(mutated(Packets.audio(random.nextInt(65_536), 20)), stage.now());
            case 1 -> peer.listener.rtcp(Unpooled.wrappedBuffer(mutated(reports())), stage.now());
            case 2 -> peer.listener.sctp(Unpooled.wrappedBuffer(mutated(new byte[16 + random.nextInt(64)])));
            default -> {
                try {
                    mallory.ask(SignalRequest.parseFrom(mutated(request().toByteArray())).toBuilder());
                } catch (InvalidProtocolBufferException e) {
                    stage.settle(); // the reader of the socket closes it; nothing of it reaches a room
                }
            }
        }
    }

    private static byte[] reports() {
        RtcpWriter writer = new RtcpWriter();
        ByteBuf out = Unpooled.buffer();
        writer.begin(out);
        writer.beginReceiverReport(1);
        writer.endReport();
        writer.nack(1, 1000, new long[] {7, 9}, 2);
        writer.pictureLoss(1, 1000);
        writer.receiverEstimate(1, 300_000, 1000);
        return ByteBufUtil.getBytes(out);
    }

    private SignalRequest request() {
        return switch (random.nextInt(5)) {
            case 0 ->
                SignalRequest.newBuilder()
                        .setOffer(SessionDescription.newBuilder()
                                .setType("offer")
                                .setId(random.nextInt(9))
                                .setSdp(Offers.microphone("mallory")))
                        .build();
            case 1 ->
                SignalRequest.newBuilder()
                        .setAnswer(SessionDescription.newBuilder()
                                .setType("answer")
                                .setSdp(Offers.answer("mallory")))
                        .build();
            case 2 ->
                SignalRequest.newBuilder()
                        .setAddTrack(AddTrackRequest.newBuilder()
                                .setCid("mic")
                                .setType(TrackType.AUDIO)
                                .setSource(TrackSource.MICROPHONE))
                        .build();
            case 3 ->
                SignalRequest.newBuilder()
                        .setTrackSetting(UpdateTrackSettings.newBuilder()
                                .addTrackSids("TR_x")
                                .setQuality(VideoQuality.LOW))
                        .build();
            default ->
                SignalRequest.newBuilder()
                        .setMute(MuteTrackRequest.newBuilder().setSid("TR_x").setMuted(true))
                        .build();
        };
    }

    /** Some octets changed, or the end cut off, or something put behind it. */
    private byte[] mutated(byte[] message) {
        byte[] mutated =
                switch (random.nextInt(6)) {
                    case 0 -> Arrays.copyOf(message, random.nextInt(message.length + 1));
                    case 1 -> Arrays.copyOf(message, message.length + 1 + random.nextInt(40));
                    default -> message.clone();
                };
        for (int changes = random.nextInt(6); changes > 0 && mutated.length > 0; changes--) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
        }
        return mutated;
    }

    private Guest guest(String identity, int room) throws RefusedException {
        String name = "room" + room;
        Stage.Client client = stage.join(new Joining(
                ConnectionMode.DUAL,
                name,
                Stage.token(identity, name),
                JoinRequest.newBuilder()
                        .setConnectionSettings(ConnectionSettings.newBuilder().setAutoSubscribe(true))
                        .build()));
        client.answer();
        client.publishing.listener.connected();
        client.subscribing.listener.connected();
        return new Guest(client, room, new boolean[1]);
    }
}
