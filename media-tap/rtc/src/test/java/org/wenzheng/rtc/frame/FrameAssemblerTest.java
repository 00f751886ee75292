package org.wenzheng.rtc.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.rtc.Mutations;

class FrameAssemblerTest {

    private final List<EncodedFrame> frames = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void putsVp8FramesTogetherAndGivesUpBrokenOnes(long seed) {
        Random random = new Random(seed);
        Vp8FrameAssembler assembler = new Vp8FrameAssembler(1_000_000);
        List<byte[]> whole = new ArrayList<>();
        long sequence = 65_536;
        long lost = 0;
        for (int number = 0; number < 500; number++) {
            boolean key = number % 50 == 0;
            byte[] frame = new byte[20 + random.nextInt(5_000)];
            random.nextBytes(frame);
            frame[0] = (byte) (key ? 0 : 1);
            if (key) {
                System.arraycopy(HexFormat.of().parseHex("9d012a8002e001"), 0, frame, 3, 7);
            }
            boolean complete = true;
            for (int offset = 0; offset < frame.length; offset += 1_000) {
                int length = Math.min(1_000, frame.length - offset);
                ByteBuf payload = Unpooled.buffer()
                        .writeByte(offset == 0 ? 0x90 : 0x80)
                        .writeByte(0x80)
                        .writeByte(5);
                payload.writeBytes(frame, offset, length);
                if (random.nextInt(30) == 0) {
                    complete = false;
                    lost++;
                    sequence++;
                    continue;
                }
                offer(assembler, sequence++, number * 3_000L, offset + length == frame.length, payload);
            }
            if (complete) {
                whole.add(frame);
            }
        }
        assertThat(frames).hasSameSizeAs(whole);
        for (int index = 0; index < whole.size(); index++) {
            EncodedFrame frame = frames.get(index);
            assertThat(frame.data()).isEqualTo(whole.get(index));
            assertThat(frame.keyFrame()).isEqualTo(whole.get(index)[0] == 0);
            assertThat(frame.width()).isIn(0, 640);
            assertThat(frame.lastSequence() - frame.firstSequence()).isEqualTo((frame.data().length - 1) / 1_000);
        }
        long told = frames.stream().mapToLong(EncodedFrame::lostBefore).sum();
        assertThat(told).isBetween(lost - 10, lost);
        assertThat(assembler.givenUp()).isBetween(1L, 500L - whole.size());
    }

    @Test
    void putsAnH264KeyFrameTogether() {
        H264FrameAssembler assembler = new H264FrameAssembler(1_000_000);
        offer(assembler, 1, 0, false, hex("78 0004 6742c01f 0002 68ce")); // parameters
        offer(assembler, 2, 0, false, hex("7c 85 0102"));
        offer(assembler, 3, 0, false, hex("7c 05 0304"));
        offer(assembler, 4, 0, true, hex("7c 45 05"));
        offer(assembler, 5, 3_000, true, hex("61 0a0b"));
        assertThat(frames).hasSize(2);
        assertThat(HexFormat.of().formatHex(frames.get(0).data()))
                .isEqualTo("000000016742c01f" + "0000000168ce" + "00000001650102030405");
        assertThat(frames.get(0).keyFrame()).isTrue();
        assertThat(HexFormat.of().formatHex(frames.get(1).data())).isEqualTo("00000001610a0b");
        assertThat(frames.get(1).keyFrame()).isFalse();
        assertThat(frames.get(1).lostBefore()).isZero();
    }

    @Test
    void givesUpAnH264FrameThatLacksAFragment() {
        H264FrameAssembler assembler = new H264FrameAssembler(1_000_000);
        offer(assembler, 1, 0, false, hex("7c 85 0102"));
        offer(assembler, 3, 0, true, hex("7c 45 05"));
        offer(assembler, 4, 3_000, false, hex("7c 05 0102"));
        offer(assembler, 5, 3_000, true, hex("7c 45 05"));
        offer(assembler, 6, 6_000, true, hex("61 0a0b"));
        assertThat(frames).hasSize(1);
        assertThat(frames.get(0).lostBefore()).isEqualTo(1);
    }

    @Test
    void givesUpWhatGetsTooLong() {
        Vp8FrameAssembler assembler = new Vp8FrameAssembler(2_500);
        ByteBuf start = Unpooled.buffer().writeByte(0x10).writeZero(1_000);
        ByteBuf rest = Unpooled.buffer().writeByte(0x00).writeZero(1_000);
        offer(assembler, 1, 0, false, start);
        offer(assembler, 2, 0, false, rest);
        offer(assembler, 3, 0, true, rest);
        offer(assembler, 4, 1, false, start);
        offer(assembler, 5, 1, true, rest);
        assertThat(frames).hasSize(1);
        assertThat(assembler.givenUp()).isEqualTo(1);
    }

    @Test
    void survivesMutations() {
        Vp8FrameAssembler vp8 = new Vp8FrameAssembler(10_000);
        H264FrameAssembler h264 = new H264FrameAssembler(10_000);
        long[] sequence = {65_536};
        Mutations.of(
                8,
                mutated -> {
                    sequence[0]++;
                    boolean marker = sequence[0] % 5 == 0;
                    vp8.onPacket(sequence[0], sequence[0] / 5, marker, mutated, 0, mutated.readableBytes());
                    h264.onPacket(sequence[0], sequence[0] / 5, marker, mutated, 0, mutated.readableBytes());
                },
                Mutations.bytes(hex("78 0004 6742c01f 0002 68ce")),
                Mutations.bytes(hex("7c 85 0102")),
                Mutations.bytes(hex("7c 45 05")),
                Mutations.bytes(hex("90 f0 9234 07 a5 10 02 00 9d 01 2a 80 02 e0 01 00")));
    }

    private void offer(FrameAssembler assembler, long sequence, long timestamp, boolean marker, ByteBuf payload) {
        EncodedFrame frame = assembler.onPacket(sequence, timestamp, marker, payload, 0, payload.readableBytes());
        if (frame != null) {
            frames.add(frame);
        }
    }

    private static ByteBuf hex(String octets) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(octets.replace(" ", "")));
    }
}
