package org.wenzheng.sfu.room;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.stream.IntStream;
import livekit.LivekitModels.Encryption;
import livekit.LivekitModels.TrackSource;
import livekit.LivekitModels.TrackType;
import livekit.LivekitRtc.AddTrackRequest;
import livekit.LivekitRtc.SignalRequest;
import livekit.LivekitRtc.SignalResponse.MessageCase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wenzheng.rtc.red.RedPacket;
import org.wenzheng.rtc.rtcp.ReceptionStatistics;
import org.wenzheng.rtc.rtcp.RtcpWriter;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.rtp.RtpWriter;
import org.wenzheng.signalling.admission.RefusedException;

/** Redundant audio (RFC 2198) from publishers, and towards subscribers that lose packets. */
class RedundancyTest {

    private static final int RED = 63;
    private static final int OPUS = 111;

    private final Stage stage = new Stage();
    private Stage.Client alice;
    private Stage.Client bob;

    @BeforeEach
    void joinBoth() throws RefusedException {
        alice = stage.join("alice");
        bob = stage.join("bob");
        alice.answer();
        bob.answer();
    }

    @Test
    void isAskedForFirstOfWhoeverOffersIt() {
        publish(AddTrackRequest.newBuilder());
        assertThat(alice.last(MessageCase.ANSWER).getAnswer().getSdp())
                .contains("UDP/TLS/RTP/SAVPF 63 111\r\n")
                .contains("a=rtpmap:63 red/48000/2\r\n")
                .contains("a=fmtp:63 111/111\r\n");
        assertThat(alice.last(MessageCase.TRACK_PUBLISHED)
                        .getTrackPublished()
                        .getTrack()
                        .getDisableRed())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({"true, false, NONE", "false, true, NONE", "false, false, GCM"})
    void isNotAskedForWhereTheClientOrTheKindOfSoundForbidsIt(boolean disabled, boolean stereo, Encryption.Type type) {
        publish(AddTrackRequest.newBuilder()
                .setDisableRed(disabled)
                .setStereo(stereo)
                .setEncryption(type));
        assertThat(alice.last(MessageCase.ANSWER).getAnswer().getSdp())
                .contains("UDP/TLS/RTP/SAVPF 111\r\n")
                .doesNotContain("red/48000");
    }

    @Test
    void whatIsLostOnTheWayInIsTakenFromTheNextPacketAndEachIsForwardedOnce() {
        call("");
        for (int sequence : new int[] {1, 2, 4, 3, 5}) {
            alice.publishing.receive(redundant(sequence), stage.now());
        }
        alice.publishing.receive(Packets.audio(6, 20), stage.now()); // a browser falls back where it has to
        alice.publishing.receive(redundant(7), stage.now());

        List<RtpPacket> sent = received();
        assertThat(sent).allMatch(packet -> packet.payloadType() == OPUS);
        int first = sent.get(0).sequence();
        assertThat(sent.stream().map(packet -> packet.sequence() - first)).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(sent.stream().map(RedundancyTest::payload))
                .containsExactly(
                        "voice 1", "voice 2", "voice 3", "voice 4", "voice 5", "\u0001\u0002\u0003\u0004", "voice 7");
        int start = sent.get(0).timestamp();
        assertThat(sent.get(2).timestamp() - start).isEqualTo(2 * 960);
    }

    @Test
    void aSubscriberThatLosesPacketsGetsThoseBeforeWithEachUntilItLosesNoneAnyLonger() {
        call("");
        voice(1, 3);
        report(0);
        voice(4, 5);
        assertThat(received()).allMatch(packet -> packet.payloadType() == OPUS);

        report(30);
        voice(6, 9);
        RtpPacket last = received().get(8);
        assertThat(last.payloadType()).isEqualTo(RED);
        RedPacket blocks = new RedPacket();
        assertThat(blocks.wrap(last.buffer(), last.payload(), last.payloadLength()))
                .isTrue();
        assertThat(blocks.redundant()).isEqualTo(2);
        assertThat(IntStream.rangeClosed(0, 2).mapToObj(block -> text(last, blocks, block)))
                .containsExactly("voice 7", "voice 8", "voice 9");

        for (int i = 0; i < 10; i++) {
            report(0);
        }
        voice(10, 10);
        assertThat(received().get(9).payloadType()).isEqualTo(OPUS);
    }

    @Test
    void aSubscriberThatDoesNotKnowItGoesWithout() {
        call("m=audio 9 UDP/TLS/RTP/SAVPF 111\r\na=mid:1\r\na=recvonly\r\na=rtpmap:111 opus/48000/2\r\n");
        report(30);
        voice(1, 4);
        assertThat(received()).hasSize(4).allMatch(packet -> packet.payloadType() == OPUS);
    }

    private void publish(AddTrackRequest.Builder request) {
        alice.ask(SignalRequest.newBuilder()
                .setAddTrack(request.setCid("mic").setType(TrackType.AUDIO).setSource(TrackSource.MICROPHONE)));
        alice.offer(Offers.microphone("alice")
                .replace("SAVPF 111\r\n", "SAVPF 111 63\r\n")
                .concat("a=rtpmap:63 red/48000/2\r\na=fmtp:63 111/111\r\n"));
    }

    private void call(String answeredSection) {
        publish(AddTrackRequest.newBuilder());
        alice.publishing.listener.connected();
        bob.subscribing.listener.connected();
        bob.answer(Offers.answer("bob") + answeredSection);
    }

    private void voice(int from, int to) {
        for (int sequence = from; sequence <= to; sequence++) {
            alice.publishing.receive(redundant(sequence), stage.now());
        }
    }

    private List<RtpPacket> received() {
        return bob.subscribing.rtp.stream().map(Packets::read).toList();
    }

    /** Bob tells how many of a hundred packets he lost. */
    private void report(int lost) {
        int ssrc = received().isEmpty() ? outboundSource() : received().get(0).ssrc();
        ReceptionStatistics statistics = new ReceptionStatistics(48_000);
        for (int sequence = 0; sequence < 100; sequence++) {
            if (sequence == 0 || sequence > lost) {
                statistics.onPacket(sequence, 960 * sequence, 100, stage.now());
            }
        }
        RtcpWriter writer = new RtcpWriter();
        ByteBuf out = Unpooled.buffer();
        writer.begin(out);
        writer.beginReceiverReport(1);
        writer.reportBlock(ssrc, statistics, stage.now());
        writer.endReport();
        bob.subscribing.listener.rtcp(out, stage.now());
    }

    private int outboundSource() {
        return stage.participant("bob")
                .subscribing()
                .outboundStreams()
                .iterator()
                .next()
                .ssrc();
    }

    private static byte[] redundant(int sequence) {
        RtpWriter writer = new RtpWriter(false);
        ByteBuf out = Unpooled.buffer();
        writer.begin(out, false, RED, sequence, 960 * sequence, 1000);
        writer.extension(2, 0x80 | 20, 1);
        writer.endHeader();
        byte[] before = ("voice " + (sequence - 1)).getBytes(US_ASCII);
        out.writeInt(0x8000_0000 | OPUS << 24 | 960 << 10 | before.length);
        out.writeByte(OPUS);
        out.writeBytes(before);
        out.writeBytes(("voice " + sequence).getBytes(US_ASCII));
        return ByteBufUtil.getBytes(out);
    }

    private static String payload(RtpPacket packet) {
        return packet.buffer().toString(packet.payload(), packet.payloadLength(), US_ASCII);
    }

    private static String text(RtpPacket packet, RedPacket blocks, int block) {
        return packet.buffer().toString(blocks.index(block), blocks.length(block), US_ASCII);
    }
}
