package org.wenzheng.rtc.opus;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wenzheng.rtc.Mutations;

class OpusPacketTest {

    @ParameterizedTest
    @CsvSource({
        "780102,960", // hybrid 15: fullband, 20 ms, one frame
        "08ff,960", // SILK 1: narrowband, 20 ms
        "18ff,2880", // SILK 3: 60 ms
        "e0ff,120", // CELT 28: 2.5 ms
        "f8ff,960", // CELT 31: 20 ms
        "f9ff,1920", // the same, two frames
        "fb03ff,2880", // three frames by count
        "1b0201,5760", // twice 60 ms is the longest there is
        "1b0301,0", // three times is none
        "fb,0",
        "70ff,480", // hybrid 14: 10 ms
    })
    void tellsHowMuchSoundAPacketHolds(String octets, int samples) {
        ByteBuf packet = hex(octets);
        assertThat(OpusPacket.samples(packet, 0, packet.readableBytes())).isEqualTo(samples);
    }

    @ParameterizedTest
    @CsvSource({
        "0840,true", // SILK 20 ms mono: voice flag, then the copy's flag
        "0880,false",
        "0c10,true", // stereo: of the second channel
        "0c80,false",
        "1010,false", // 40 ms: two voice flags, then the copy's
        "1020,true",
        "1810,true", // 60 ms: three
        "1820,false",
        "7840,true", // hybrid
        "f8ff,false", // CELT has none
        "0a0140aa,true", // two frames with a length
        "0b4102000040,false",
        "08,false",
    })
    void findsForwardErrorCorrection(String octets, boolean present) {
        ByteBuf packet = hex(octets);
        assertThat(OpusPacket.hasForwardErrorCorrection(packet, 0, packet.readableBytes()))
                .isEqualTo(present);
    }

    @Test
    void knowsDiscontinuousTransmission() {
        assertThat(OpusPacket.discontinuous(1)).isTrue();
        assertThat(OpusPacket.discontinuous(2)).isTrue();
        assertThat(OpusPacket.discontinuous(3)).isFalse();
    }

    @Test
    void survivesMutations() {
        Mutations.of(
                7,
                mutated -> {
                    int length = mutated.readableBytes();
                    assertThat(OpusPacket.samples(mutated, 0, length)).isBetween(0, 5_760);
                    OpusPacket.hasForwardErrorCorrection(mutated, 0, length);
                },
                Mutations.bytes(hex("780102")),
                Mutations.bytes(hex("0bc3fffe0501020304")),
                Mutations.bytes(hex("0afd0140aa")));
    }

    private static ByteBuf hex(String octets) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(octets));
    }
}
