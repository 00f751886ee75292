package org.wenzheng.rtc.rtx;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.rtc.Mutations;
import org.wenzheng.rtc.rtp.RtpPacket;
import org.wenzheng.rtc.rtp.RtpWriter;

class RtxTest {

    private final RtpPacket packet = new RtpPacket();

    @Test
    void unwrapsWhatWasWrapped() {
        ByteBuf out = retransmission();
        assertThat(packet.wrap(out)).isTrue();
        assertThat(packet.ssrc()).isEqualTo(99);
        assertThat(packet.payloadType()).isEqualTo(97);
        assertThat(packet.sequence()).isEqualTo(65_535);
        assertThat(new RtxReceiver(5, 96).unwrap(packet)).isTrue();
        assertThat(packet.ssrc()).isEqualTo(5);
        assertThat(packet.payloadType()).isEqualTo(96);
        assertThat(packet.sequence()).isEqualTo(1_234);
        assertThat(packet.timestamp()).isEqualTo(777);
        assertThat(packet.marker()).isTrue();
        assertThat(packet.findExtension(3)).isPositive();
        assertThat(packet.payloadLength()).isEqualTo(3);
        assertThat(out.getMedium(packet.payload())).isEqualTo(0x0A0B0C);
    }

    @Test
    void countsItsOwnSequenceOn() {
        RtxSender sender = new RtxSender(99, 97, 65_535);
        RtpWriter writer = new RtpWriter(false);
        for (int sequence : new int[] {65_535, 0, 1}) {
            ByteBuf out = Unpooled.buffer();
            sender.begin(writer, out, false, 0);
            sender.endHeader(writer, out, 8);
            assertThat(packet.wrap(out)).isTrue();
            assertThat(packet.sequence()).isEqualTo(sequence);
            assertThat(new RtxReceiver(5, 96).unwrap(packet))
                    .as("nothing but a number")
                    .isFalse();
            assertThat(packet.ssrc()).isEqualTo(99);
        }
        assertThat(sender.packets()).isEqualTo(3);
    }

    @Test
    void survivesMutations() {
        RtxReceiver receiver = new RtxReceiver(5, 96);
        Mutations.of(
                4,
                mutated -> {
                    if (packet.wrap(mutated) && receiver.unwrap(packet)) {
                        assertThat(packet.payloadLength()).isPositive();
                        assertThat(packet.ssrc()).isEqualTo(5);
                    }
                },
                Mutations.bytes(retransmission()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void keepsTheLastPacketsAndNoOthers(long seed) {
        Random random = new Random(seed);
        PacketCache cache = new PacketCache(Unpooled.buffer(50_000, 50_000), 256);
        Map<Long, byte[]> all = new HashMap<>();
        long sequence = 65_536;
        for (int step = 0; step < 3_000; step++) {
            sequence += random.nextInt(20) == 0 ? 3 : 1;
            byte[] payload = new byte[random.nextInt(1_200) + 1];
            random.nextBytes(payload);
            all.put(sequence, payload);
            cache.add(sequence, Unpooled.wrappedBuffer(payload));
            long octets = 0;
            for (long back = sequence; back > sequence - 300; back--) {
                byte[] expected = all.get(back);
                int index = cache.find(back);
                octets += expected == null ? 0 : expected.length;
                if (expected == null || back <= sequence - 256) {
                    assertThat(index).isEqualTo(-1);
                } else if (index >= 0) {
                    byte[] found = new byte[cache.foundLength()];
                    cache.buffer().getBytes(index, found);
                    assertThat(found).isEqualTo(expected);
                } else {
                    assertThat(octets).as("what would have fitted").isGreaterThan(50_000 - 2 * 1_200);
                }
            }
        }
        assertThat(cache.find(65_000)).isEqualTo(-1);
        cache.add(1, Unpooled.buffer().writeZero(60_000));
        assertThat(cache.find(1)).isEqualTo(-1);
        cache.release();
        assertThat(cache.buffer().refCnt()).isZero();
    }

    private static ByteBuf retransmission() {
        ByteBuf out = Unpooled.buffer();
        RtxSender sender = new RtxSender(99, 97, 65_535);
        RtpWriter writer = new RtpWriter(false);
        sender.begin(writer, out, true, 777);
        writer.extension(3, 0x1122, 2);
        sender.endHeader(writer, out, 1_234);
        return out.writeBytes(new byte[] {10, 11, 12});
    }
}
