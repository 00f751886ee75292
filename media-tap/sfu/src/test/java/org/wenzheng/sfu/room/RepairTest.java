package org.wenzheng.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wenzheng.rtc.rtcp.RtcpHandler;
import org.wenzheng.rtc.rtcp.RtcpReader;
import org.wenzheng.rtc.rtcp.RtcpWriter;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.rtp.RtpWriter;
import org.wenzheng.rtc.rtx.RtxSender;
import org.wenzheng.signalling.admission.RefusedException;

class RepairTest {

    private static final int Q = 10;
    private static final int Q_REPAIR = 11;

    private final Stage stage = new Stage();

    @Test
    void whatIsLostOnTheWayInIsAskedForAndItsRepairIsForwarded() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        Stage.Client bob = call(alice);
        receive(alice, Packets.video("q", Q, 1, true));
        receive(alice, Packets.video("q", Q, 2, false));
        receive(alice, Packets.video("q", Q, 4, false));

        assertThat(nacks(alice.publishing)).containsExactly(3);
        receive(alice, retransmission(Packets.video("q", Q, 3, false)));
        receive(alice, retransmission(Packets.video("q", Q, 3, false)));

        assertThat(sequences(bob.subscribing)).containsExactly(1, 2, 4, 3);
    }

    @Test
    void whatTheSubscriberMissesIsSentAgainOnTheRetransmissionStream() throws RefusedException {
        Stage.Client alice = stage.join("alice");
        Stage.Client bob = call(alice);
        for (int i = 1; i <= 4; i++) {
            receive(alice, Packets.video("q", Q, i, i == 1));
        }
        RtpPacket third = Packets.read(bob.subscribing.rtp.get(2));
        byte[] before = payload(third);

        nack(bob, third.ssrc(), third.sequence());
        RtpPacket again = Packets.read(bob.subscribing.rtp.get(4));

        assertThat(again.payloadType()).isEqualTo(97);
        assertThat(again.ssrc()).isNotEqualTo(third.ssrc());
        assertThat(again.timestamp()).isEqualTo(third.timestamp());
        assertThat(again.buffer().getUnsignedShort(again.payload())).isEqualTo(third.sequence());
        byte[] repeated = payload(again);
        assertThat(java.util.Arrays.copyOfRange(repeated, 2, repeated.length)).isEqualTo(before);

        nack(bob, third.ssrc(), 999);
        assertThat(bob.subscribing.rtp).hasSize(5);
    }

    private Stage.Client call(Stage.Client alice) throws RefusedException {
        Stage.Client bob = stage.join("bob");
        bob.answer();
        alice.publishCamera();
        alice.publishing.listener.connected();
        bob.subscribing.listener.connected();
        bob.answer();
        return bob;
    }

    private void receive(Stage.Client client, byte[] packet) {
        client.publishing.receive(packet, stage.now());
        client.publishing.listener.readComplete();
    }

    private void nack(Stage.Client client, int ssrc, int sequence) {
        RtcpWriter writer = new RtcpWriter();
        ByteBuf out = Unpooled.buffer();
        writer.begin(out);
        writer.nack(2, ssrc, new long[] {sequence}, 1);
        client.subscribing.listener.rtcp(out, stage.now());
    }

    private static byte[] retransmission(byte[] original) {
        RtpPacket packet = Packets.read(original);
        RtpWriter writer = new RtpWriter(false);
        RtxSender sender = new RtxSender(Q_REPAIR, 97, packet.sequence());
        ByteBuf out = Unpooled.buffer();
        sender.begin(writer, out, packet.marker(), packet.timestamp());
        writer.extension(1, "0".getBytes(StandardCharsets.US_ASCII));
        writer.extension(4, "q".getBytes(StandardCharsets.US_ASCII));
        sender.endHeader(writer, out, packet.sequence());
        out.writeBytes(payload(packet));
        return ByteBufUtil.getBytes(out);
    }

    private static List<Integer> nacks(FakePort.FakePeer peer) {
        List<Integer> asked = new ArrayList<>();
        RtcpReader reader = new RtcpReader();
        for (byte[] packet : peer.rtcp) {
            reader.read(Unpooled.wrappedBuffer(packet), new RtcpHandler() {
                @Override
                public void onNack(int sender, int media, int sequence) {
                    asked.add(sequence);
                }
            });
        }
        return asked;
    }

    private static List<Integer> sequences(FakePort.FakePeer peer) {
        return peer.rtp.stream().map(packet -> Packets.read(packet).sequence()).toList();
    }

    private static byte[] payload(RtpPacket packet) {
        return ByteBufUtil.getBytes(packet.buffer(), packet.payload(), packet.payloadLength());
    }
}
