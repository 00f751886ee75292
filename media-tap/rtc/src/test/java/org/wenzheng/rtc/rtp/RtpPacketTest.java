package org.wenzheng.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.rtc.Mutations;

class RtpPacketTest {

    private static final byte[] PAYLOAD = {1, 2, 3, 4, 5};

    private final RtpPacket packet = new RtpPacket();

    @Test
    void readsAPacketGivenAsOctets() {
        // V=2, P, X, one CSRC; marker, type 96; then a one-byte extension of id 1 and two octets, padded; 3 octets;
        // padding 2
        ByteBuf octets = hex("b1e0 1234 00000064 cafebabe 0000002a bede0001 11aabb00 010203 0002");
        assertThat(packet.wrap(octets)).isTrue();
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(96);
        assertThat(packet.sequence()).isEqualTo(0x1234);
        assertThat(packet.timestamp()).isEqualTo(100);
        assertThat(packet.ssrc()).isEqualTo(0xcafebabe);
        assertThat(packet.contributingSources()).isEqualTo(1);
        assertThat(packet.headerLength()).isEqualTo(24);
        assertThat(packet.payloadLength()).isEqualTo(3);
        assertThat(packet.padding()).isEqualTo(2);
        assertThat(packet.findExtension(1)).isEqualTo(21);
        assertThat(packet.foundLength()).isEqualTo(2);
        assertThat(packet.findExtension(2)).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsWhatWasWritten(boolean twoByte) {
        ByteBuf out = Unpooled.buffer().writeZero(3).skipBytes(3);
        RtpWriter writer = new RtpWriter(twoByte);
        writer.begin(out, true, 111, 65_535, -2, -3);
        writer.extension(3, 0xABCDEFL, 3);
        writer.extension(14, "audio".getBytes(StandardCharsets.US_ASCII));
        writer.endHeader();
        out.writeBytes(PAYLOAD);
        writer.pad(4);
        assertThat(packet.wrap(out)).isTrue();
        assertThat(packet.marker()).isTrue();
        assertThat(packet.payloadType()).isEqualTo(111);
        assertThat(packet.sequence()).isEqualTo(65_535);
        assertThat(packet.timestamp()).isEqualTo(-2);
        assertThat(packet.ssrc()).isEqualTo(-3);
        int index = packet.findExtension(3);
        assertThat(out.getUnsignedMedium(index)).isEqualTo(0xABCDEF);
        index = packet.findExtension(14);
        assertThat(out.toString(index, packet.foundLength(), StandardCharsets.US_ASCII))
                .isEqualTo("audio");
        assertThat(packet.headerLength() % 4).isZero();
        assertThat(out.getByte(packet.payload())).isEqualTo((byte) 1);
        assertThat(packet.payloadLength()).isEqualTo(PAYLOAD.length);
        assertThat(packet.padding()).isEqualTo(4);
    }

    @Test
    void readsTwoByteFormWithEmptyValueAndHighId() {
        ByteBuf out = Unpooled.buffer();
        RtpWriter writer = new RtpWriter(true);
        writer.begin(out, false, 96, 1, 2, 3);
        writer.extension(200, new byte[0]);
        writer.extension(15, new byte[40]);
        writer.endHeader();
        assertThat(packet.wrap(out)).isTrue();
        assertThat(packet.findExtension(200)).isPositive();
        assertThat(packet.foundLength()).isZero();
        assertThat(packet.findExtension(15)).isPositive();
        assertThat(packet.foundLength()).isEqualTo(40);
        assertThat(packet.payloadLength()).isZero();
    }

    @Test
    void refusesToWriteWhatTheOneByteFormCannotHold() {
        RtpWriter writer = new RtpWriter(false);
        writer.begin(Unpooled.buffer(), false, 96, 1, 2, 3);
        assertThatThrownBy(() -> writer.extension(15, 1, 1)).hasMessageContaining("one-byte form");
        assertThatThrownBy(() -> writer.extension(1, new byte[17])).hasMessageContaining("one-byte form");
    }

    @Test
    void rewritesInPlaceAndTouchesNothingElse() {
        ByteBuf octets = hex("b1e0 1234 00000064 cafebabe 0000002a bede0001 11aabb00 010203 0002");
        assertThat(packet.wrap(octets)).isTrue();
        packet.setSequence(0x9876);
        packet.setTimestamp(7);
        packet.setSsrc(8);
        packet.setPayloadType(97);
        packet.setMarker(false);
        assertThat(HexFormat.of().formatHex(Mutations.bytes(octets)))
                .isEqualTo("b16198760000000700000008" + "0000002abede000111aabb000102030002");
        packet.setPayloadType(96);
        packet.setMarker(true);
        assertThat(packet.payloadType()).isEqualTo(96);
        assertThat(packet.marker()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80e01234 00000064 cafeba", // short
                "40e01234 00000064 cafebabe", // version 1
                "8fe01234 00000064 cafebabe", // fifteen sources absent
                "90e01234 00000064 cafebabe", // extension absent
                "90e01234 00000064 cafebabe bede0001", // extension cut short
                "a0e01234 00000064 cafebabe", // padding without an octet
                "a0e01234 00000064 cafebabe 0000", // padding of 0
                "a0e01234 00000064 cafebabe 0003", // padding over the payload
            })
    void refusesWhatIsNoPacket(String octets) {
        assertThat(packet.wrap(hex(octets))).isFalse();
    }

    @Test
    void survivesMutations() {
        ByteBuf twoByte = Unpooled.buffer();
        RtpWriter writer = new RtpWriter(true);
        writer.begin(twoByte, false, 96, 1, 2, 3);
        writer.extension(200, new byte[0]);
        writer.extension(15, new byte[5]);
        writer.endHeader();
        twoByte.writeBytes(PAYLOAD);
        byte[] oneByte =
                Mutations.bytes(hex("b1e0 1234 00000064 cafebabe 0000002a bede0002 11aabb00 32010203 010203 0002"));
        int[] good = new int[1];
        Mutations.of(
                20261126,
                mutated -> {
                    if (packet.wrap(mutated)) {
                        good[0]++;
                        for (int id = 1; id < 256; id += 7) {
                            int index = packet.findExtension(id);
                            assertThat(index < 0 || index + packet.foundLength() <= packet.payload())
                                    .isTrue();
                        }
                        assertThat(packet.headerLength() + packet.payloadLength() + packet.padding())
                                .isEqualTo(packet.length());
                        assertThat(packet.payloadLength()).isNotNegative();
                        packet.setSequence(packet.sequence());
                    }
                },
                oneByte,
                Mutations.bytes(twoByte));
        assertThat(good[0]).isBetween(10_000, 90_000);
    }

    private static ByteBuf hex(String octets) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(octets.replace(" ", "")));
    }
}
