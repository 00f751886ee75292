package org.wenzheng.rtc.red;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.rtc.Mutations;

class RedTest {

    private final RedPacket view = new RedPacket();

    @Test
    void readsAPayloadGivenAsOctets() {
        // One redundant block of type 111, 960 units older, 2 octets; then the primary of 3.
        ByteBuf payload = hex("ef 0f0002 6f aabb 010203");
        assertThat(view.wrap(payload, 0, payload.readableBytes())).isTrue();
        assertThat(view.redundant()).isEqualTo(1);
        assertThat(view.payloadType(0)).isEqualTo(111);
        assertThat(view.timestampOffset(0)).isEqualTo(960);
        assertThat(view.length(0)).isEqualTo(2);
        assertThat(view.index(0)).isEqualTo(5);
        assertThat(view.packetsBefore(0)).isEqualTo(1);
        assertThat(view.payloadType(1)).isEqualTo(111);
        assertThat(view.length(1)).isEqualTo(3);
        assertThat(view.index(1)).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ef", "ef 0f0002", "ef 0f0002 6f aa", "ef 0f0002 ef 0f0002"})
    void refusesWhatIsCutShort(String octets) {
        ByteBuf payload = hex(octets);
        assertThat(view.wrap(payload, 0, payload.readableBytes())).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1,0.1,1", "2,0.3,2", "3,0.5,3"})
    void recoversWhatRedundancyCovers(int distance, double loss, long seed) {
        Random random = new Random(seed);
        RedEncoder encoder = new RedEncoder(111, distance, 1_100);
        Map<Long, String> sent = new TreeMap<>();
        Map<Long, String> got = new TreeMap<>();
        RedReceiver receiver = new RedReceiver((sequence, timestamp, buffer, index, length, recovered) -> {
            byte[] payload = new byte[length];
            buffer.getBytes(index, payload);
            assertThat(got.put(sequence, timestamp + " " + HexFormat.of().formatHex(payload)))
                    .as("each once")
                    .isNull();
        });
        boolean[] arrived = new boolean[5_001];
        for (int number = 0; number < 5_000; number++) {
            byte[] opus = new byte[20 + random.nextInt(100)];
            random.nextBytes(opus);
            long sequence = 65_536L + number;
            long timestamp = (1L << 32) + number * 960L;
            sent.put(sequence, timestamp + " " + HexFormat.of().formatHex(opus));
            ByteBuf payload = Unpooled.buffer();
            encoder.write(payload, sequence, (int) timestamp, Unpooled.wrappedBuffer(opus), 0, opus.length);
            arrived[number] = number == 0 || random.nextDouble() >= loss;
            if (arrived[number]) {
                receiver.onPacket(sequence, timestamp, payload, 0, payload.readableBytes());
            }
        }
        assertThat(sent).containsAllEntriesOf(got);
        for (int number = 0; number < 5_000; number++) {
            boolean covered = false;
            for (int later = number; later <= Math.min(4_999, number + distance); later++) {
                covered |= arrived[later];
            }
            assertThat(got.containsKey(65_536L + number)).isEqualTo(covered);
        }
        assertThat(receiver.recovered()).isPositive();
    }

    @Test
    void leavesOutWhatIsTooLongTooOldOrNotJustBefore() {
        RedEncoder encoder = new RedEncoder(111, 2, 100);
        assertThat(redundancy(encoder, 65_536, 0, 40)).isZero();
        assertThat(redundancy(encoder, 65_537, 960, 40)).isEqualTo(1);
        assertThat(redundancy(encoder, 65_538, 1_920, 40))
                .as("100 octets hold one")
                .isEqualTo(1);
        assertThat(redundancy(encoder, 65_540, 3_840, 10))
                .as("a packet is missing")
                .isZero();
        assertThat(redundancy(encoder, 65_541, 48_000, 10))
                .as("silence between")
                .isZero();
        assertThat(redundancy(encoder, 65_542, 48_960, 10)).isEqualTo(1);
        assertThat(redundancy(encoder, 65_543, 49_920, 10)).isEqualTo(2);
    }

    @Test
    void givesNothingFromBeforeItListened() {
        RedEncoder encoder = new RedEncoder(111, 2, 1_000);
        TreeMap<Long, Boolean> got = new TreeMap<>();
        RedReceiver receiver = new RedReceiver(
                (sequence, timestamp, buffer, index, length, recovered) -> got.put(sequence, recovered));
        for (int number = 0; number < 4; number++) {
            ByteBuf payload = Unpooled.buffer();
            encoder.write(payload, 65_536 + number, number * 960, Unpooled.wrappedBuffer(new byte[9]), 0, 9);
            if (number == 2) {
                receiver.onPacket(65_538, 1_920, payload, 0, payload.readableBytes());
            }
        }
        assertThat(got).containsOnlyKeys(65_538L);
        receiver.onPacket(65_539, 2_880, hex("ef"), 0, 1);
        assertThat(receiver.malformed()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"65538, 65537", "65537, 65537", "0, 65537"})
    void paddingBetweenIsNotTakenForTheSoundThatIsRepeated(long lost, long recoveredNumber) {
        RedEncoder encoder = new RedEncoder(111, 1, 1_000);
        Map<Long, String> got = new TreeMap<>();
        RedReceiver receiver = new RedReceiver((sequence, timestamp, buffer, index, length, recovered) -> assertThat(
                        got.put(sequence, timestamp + " " + buffer.getByte(index)))
                .isNull());
        // Sound, sound, padding, sound: what the last repeats was sent two numbers before it.
        for (int number = 0; number < 3; number++) {
            ByteBuf payload = Unpooled.buffer();
            byte[] opus = {(byte) number, 0, 0};
            encoder.write(payload, 65_536 + number, number * 960, Unpooled.wrappedBuffer(opus), 0, opus.length);
            long sequence = number == 2 ? 65_539 : 65_536 + number;
            if (number == 2 && lost != 65_538) {
                receiver.onPadding(65_538);
            }
            if (sequence != lost) {
                receiver.onPacket(sequence, number * 960, payload, 0, payload.readableBytes());
            }
        }
        assertThat(got).containsOnlyKeys(65_536L, recoveredNumber, 65_539L).containsEntry(recoveredNumber, "960 1");
        assertThat(receiver.recovered()).isEqualTo(lost == 65_537 ? 1 : 0);
    }

    @Test
    void survivesMutations() {
        RedReceiver receiver = new RedReceiver((sequence, timestamp, buffer, index, length, recovered) ->
                assertThat(index + length).isLessThanOrEqualTo(buffer.writerIndex()));
        long[] sequence = {65_536};
        Mutations.of(
                6,
                mutated -> receiver.onPacket(sequence[0]++, 0, mutated, 0, mutated.readableBytes()),
                Mutations.bytes(hex("ef 0f0002 6f aabb 010203")),
                Mutations.bytes(hex("ef 1e0002 ef 0f0003 6f aabb aabbcc 010203")));
        assertThat(receiver.malformed()).isBetween(1_000L, 90_000L);
    }

    private int redundancy(RedEncoder encoder, long sequence, int timestamp, int length) {
        ByteBuf payload = Unpooled.buffer();
        encoder.write(payload, sequence, timestamp, Unpooled.wrappedBuffer(new byte[length]), 0, length);
        assertThat(view.wrap(payload, 0, payload.readableBytes())).isTrue();
        return view.redundant();
    }

    private static ByteBuf hex(String octets) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(octets.replace(" ", "")));
    }
}
