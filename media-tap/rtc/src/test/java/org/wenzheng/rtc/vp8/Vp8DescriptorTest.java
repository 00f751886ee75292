package org.wenzheng.rtc.vp8;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.rtc.Mutations;

class Vp8DescriptorTest {

    // X S; I L T K; picture id 0x1234 of 15 bits; tl0 7; tid 2, sync, key index 5; then a key frame of 640x480.
    private static final String KEY_FRAME = "90 f0 9234 07 a5 10 02 00 9d 01 2a 80 02 e0 01 00";

    private final Vp8Descriptor descriptor = new Vp8Descriptor();

    @Test
    void readsEveryField() {
        assertThat(wrap(KEY_FRAME)).isTrue();
        assertThat(descriptor.length()).isEqualTo(6);
        assertThat(descriptor.startsFrame()).isTrue();
        assertThat(descriptor.startsKeyFrame()).isTrue();
        assertThat(descriptor.nonReference()).isFalse();
        assertThat(descriptor.pictureId()).isEqualTo(0x1234);
        assertThat(descriptor.pictureIdBits()).isEqualTo(15);
        assertThat(descriptor.tl0PicIdx()).isEqualTo(7);
        assertThat(descriptor.temporalLayer()).isEqualTo(2);
        assertThat(descriptor.layerSync()).isTrue();
        assertThat(descriptor.width()).isEqualTo(640);
        assertThat(descriptor.height()).isEqualTo(480);
    }

    @Test
    void readsTheShortestDescriptor() {
        assertThat(wrap("10 01")).isTrue();
        assertThat(descriptor.length()).isEqualTo(1);
        assertThat(descriptor.startsFrame()).isTrue();
        assertThat(descriptor.startsKeyFrame()).isFalse();
        assertThat(descriptor.pictureId()).isEqualTo(-1);
        assertThat(descriptor.pictureIdBits()).isZero();
        assertThat(descriptor.tl0PicIdx()).isEqualTo(-1);
        assertThat(descriptor.temporalLayer()).isZero();
        assertThat(descriptor.layerSync()).isFalse();
        assertThat(descriptor.width()).isZero();
    }

    @Test
    void tellsContinuationsFromStarts() {
        assertThat(wrap("80 80 05 00")).isTrue();
        assertThat(descriptor.startsFrame()).isFalse();
        assertThat(descriptor.startsKeyFrame()).isFalse();
        assertThat(descriptor.pictureId()).isEqualTo(5);
        assertThat(descriptor.pictureIdBits()).isEqualTo(7);
        assertThat(wrap("11 00")).as("the second partition's start").isTrue();
        assertThat(descriptor.startsFrame()).isFalse();
        assertThat(wrap("30 00")).isTrue();
        assertThat(descriptor.nonReference()).isTrue();
    }

    @Test
    void namesNoLayerByTheKeyIndexAlone() {
        assertThat(wrap("90 10 e5 01")).isTrue();
        assertThat(descriptor.length()).isEqualTo(3);
        assertThat(descriptor.temporalLayer()).isZero();
        assertThat(descriptor.layerSync()).isFalse();
    }

    @Test
    void rewritesWithinTheFieldsSize() {
        ByteBuf packet = hex(KEY_FRAME);
        assertThat(descriptor.wrap(packet, 0, packet.readableBytes())).isTrue();
        descriptor.setPictureId(0x1_8001);
        descriptor.setTl0PicIdx(256 + 9);
        assertThat(HexFormat.of().formatHex(Mutations.bytes(packet))).startsWith("90f0800109a51002009d");
        packet = hex("80 80 05 00");
        assertThat(descriptor.wrap(packet, 0, 4)).isTrue();
        descriptor.setPictureId(0x85);
        descriptor.setTl0PicIdx(3);
        assertThat(HexFormat.of().formatHex(Mutations.bytes(packet))).isEqualTo("80800500");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "90 80", "90 80 80", "90 80 80 01", "90 f0 92 34 07 a5", "90 c0 05 07"})
    void refusesWhatIsCutShort(String octets) {
        assertThat(wrap(octets)).isFalse();
    }

    @Test
    void survivesMutations() {
        Mutations.of(
                1,
                mutated -> {
                    if (descriptor.wrap(mutated, 0, mutated.readableBytes())) {
                        assertThat(descriptor.length()).isLessThan(mutated.readableBytes());
                        assertThat(descriptor.width() + descriptor.height()).isBetween(0, 32_766);
                        descriptor.setPictureId(descriptor.pictureId() + 1);
                        descriptor.setTl0PicIdx(descriptor.tl0PicIdx() + 1);
                        descriptor.layerSync();
                        descriptor.temporalLayer();
                    }
                },
                Mutations.bytes(hex(KEY_FRAME)),
                Mutations.bytes(hex("80 80 05 00")));
    }

    private boolean wrap(String octets) {
        ByteBuf packet = hex(octets);
        return descriptor.wrap(packet, 0, packet.readableBytes());
    }

    private static ByteBuf hex(String octets) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(octets.replace(" ", "")));
    }
}
