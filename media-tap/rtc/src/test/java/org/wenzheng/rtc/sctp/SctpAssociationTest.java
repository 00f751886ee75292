package org.wenzheng.rtc.sctp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.rtc.SimulatedLink;

class SctpAssociationTest {

    @ParameterizedTest
    @CsvSource({"0,1", "0.1,2", "0.3,3", "0.3,4"})
    void deliversEveryReliableMessageInOrderOverALossyLink(double loss, long seed) {
        Pair pair = new Pair(new SimulatedLink(seed).loss(loss).delay(20, 15), seed);
        assertThat(pair.connect()).isTrue();
        Random random = new Random(seed);
        List<byte[]> sent = new ArrayList<>();
        for (int message = 0; message < 200; message++) {
            byte[] payload = new byte[1 + random.nextInt(message % 10 == 0 ? 20_000 : 300)];
            random.nextBytes(payload);
            sent.add(payload);
            assertThat(pair.active.send(3, payload, true, -1, -1)).isTrue();
            pair.run(0.01);
        }
        assertThat(pair.runUntil(() -> pair.passive.messages.size() == 200, 300))
                .isTrue();
        for (int message = 0; message < 200; message++) {
            assertThat(pair.passive.messages.get(message).payload()).isEqualTo(sent.get(message));
            assertThat(pair.passive.messages.get(message).stream()).isEqualTo(3);
        }
        assertThat(pair.runUntil(() -> pair.active.association.buffered() == 0, 60))
                .isTrue();
        assertThat(pair.active.longestPacket).isLessThanOrEqualTo(1_191);
        pair.run(60);
        assertThat(pair.active.closed).isEmpty();
        assertThat(pair.passive.closed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.1,5", "0.3,6"})
    void carriesLargeMessagesBothWaysAtOnce(double loss, long seed) {
        Pair pair = new Pair(new SimulatedLink(seed).loss(loss).delay(10, 5), seed);
        assertThat(pair.connect()).isTrue();
        byte[] there = new byte[262_144];
        byte[] back = new byte[200_000];
        new Random(seed).nextBytes(there);
        new Random(~seed).nextBytes(back);
        assertThat(pair.active.send(0, there, true, -1, -1)).isTrue();
        assertThat(pair.passive.send(1, back, false, -1, -1)).isTrue();
        assertThat(pair.runUntil(() -> pair.active.messages.size() + pair.passive.messages.size() == 2, 600))
                .isTrue();
        assertThat(pair.passive.messages.get(0).payload()).isEqualTo(there);
        assertThat(pair.active.messages.get(0).payload()).isEqualTo(back);
        assertThat(pair.active.association.statistics().retransmissions()).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"0.1,7", "0.3,8"})
    void keepsTheOrderOfEachStreamAlone(double loss, long seed) {
        Pair pair = new Pair(new SimulatedLink(seed).loss(loss).delay(20, 0), seed);
        assertThat(pair.connect()).isTrue();
        for (int number = 0; number < 400; number++) {
            assertThat(pair.active.send(number % 4, number(number), true, -1, -1))
                    .isTrue();
            pair.run(0.002);
        }
        assertThat(pair.runUntil(() -> pair.passive.messages.size() == 400, 120))
                .isTrue();
        int[] next = {0, 1, 2, 3};
        for (Pair.Message message : pair.passive.messages) {
            assertThat(number(message)).isEqualTo(next[message.stream()]);
            next[message.stream()] += 4;
        }
        assertThat(pair.passive.messages.stream()
                        .map(SctpAssociationTest::number)
                        .toList())
                .as("streams do not wait for each other")
                .isNotEqualTo(IntStream.range(0, 400).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({"0.1,9,true", "0.3,10,true", "0.1,11,false", "0.3,12,false"})
    void givesUpWhatMayBeLostAndGoesOn(double loss, long seed, boolean ordered) {
        Pair pair = new Pair(new SimulatedLink(seed).loss(loss).delay(20, 0), seed);
        assertThat(pair.connect()).isTrue();
        for (int number = 0; number < 1_000; number++) {
            assertThat(pair.active.send(1, number(number), ordered, 0, -1)).isTrue();
            pair.run(0.01);
        }
        assertThat(pair.runUntil(() -> pair.active.association.buffered() == 0, 60))
                .isTrue();
        pair.run(5);
        int came = pair.passive.messages.size();
        assertThat(came).isBetween((int) (1_000 * (1 - loss) - 80), (int) (1_000 * (1 - loss) + 80));
        List<Integer> numbers =
                pair.passive.messages.stream().map(SctpAssociationTest::number).toList();
        assertThat(numbers).doesNotHaveDuplicates();
        if (ordered) {
            assertThat(numbers).isSorted();
        }
        assertThat(pair.active.association.statistics().retransmissions()).isZero();
        assertThat(pair.active.send(1, number(5_000), true, -1, -1)).isTrue();
        assertThat(pair.runUntil(() -> pair.passive.messages.size() == came + 1, 60))
                .isTrue();
    }

    @Test
    void givesUpWhatIsTooOld() {
        Pair pair = new Pair(new SimulatedLink(13).delay(20, 0), 13);
        assertThat(pair.connect()).isTrue();
        pair.passive.deaf = true;
        assertThat(pair.active.send(1, new byte[50_000], false, -1, 800 * Pair.MS))
                .isTrue();
        assertThat(pair.active.send(1, number(1), true, -1, 800 * Pair.MS)).isTrue();
        pair.run(2);
        pair.passive.deaf = false;
        assertThat(pair.active.send(1, number(2), true, -1, -1)).isTrue();
        assertThat(pair.runUntil(() -> !pair.passive.messages.isEmpty(), 30)).isTrue();
        assertThat(number(pair.passive.messages.get(0))).isEqualTo(2);
        pair.run(5);
        assertThat(pair.passive.messages).hasSize(1);
        assertThat(pair.active.association.buffered()).isZero();
    }

    @Test
    void fillsALinkButNotItsQueue() {
        Pair pair = new Pair(new SimulatedLink(14).rate(1_000_000, 200).delay(30, 0), 14);
        assertThat(pair.connect()).isTrue();
        for (int message = 0; message < 16; message++) {
            assertThat(pair.active.send(0, new byte[62_500], true, -1, -1)).isTrue(); // 8 Mbit in all
        }
        long start = pair.link.now();
        assertThat(pair.runUntil(() -> pair.passive.messages.size() == 16, 60)).isTrue();
        double seconds = (pair.link.now() - start) / 1e9;
        assertThat(seconds).isBetween(8.0, 11.0);
        assertThat(pair.active.association.statistics().retransmissions()).isLessThan(60);
        assertThat(pair.active.association.statistics().roundTripNanos()).isBetween(60 * Pair.MS, 330 * Pair.MS);
    }

    @Test
    void retransmitsFastWithoutWaitingForTheTimer() {
        Pair pair = new Pair(new SimulatedLink(15).delay(20, 0), 15);
        assertThat(pair.connect()).isTrue();
        pair.run(1);
        pair.passive.deaf = true;
        pair.active.send(0, number(0), true, -1, -1);
        pair.run(0.03);
        pair.passive.deaf = false;
        for (int number = 1; number < 6; number++) {
            pair.active.send(0, number(number), true, -1, -1);
            pair.run(0.02);
        }
        assertThat(pair.runUntil(() -> pair.passive.messages.size() == 6, 0.2)).isTrue();
        assertThat(pair.active.association.statistics().timeouts()).isZero();
        assertThat(pair.active.association.statistics().retransmissions()).isEqualTo(1);
    }

    @Test
    void repeatsItsHandshakeOverABadLink() {
        for (long seed = 20; seed < 60; seed++) {
            Pair pair = new Pair(new SimulatedLink(seed).loss(0.4), seed);
            assertThat(pair.connect()).as("seed " + seed).isTrue();
        }
    }

    @Test
    void endsWhenTheOtherSideIsGone() {
        Pair pair = new Pair(new SimulatedLink(16), 16);
        assertThat(pair.connect()).isTrue();
        pair.passive.deaf = true;
        pair.active.send(0, number(0), true, -1, -1);
        assertThat(pair.runUntil(() -> !pair.active.closed.isEmpty(), 100)).isTrue();
        assertThat(pair.active.closed).containsExactly(SctpCloseReason.UNREACHABLE);
        assertThat(pair.active.send(0, number(1), true, -1, -1)).isFalse();
        assertThat(pair.active.association.nextTimeout()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void noticesBySilentHeartbeatsThatAnIdleSideIsGone() {
        Pair pair = new Pair(new SimulatedLink(17), 17);
        assertThat(pair.connect()).isTrue();
        pair.run(300);
        assertThat(pair.active.closed).as("heartbeats are answered").isEmpty();
        assertThat(pair.active.association.statistics().roundTripNanos()).isEqualTo(40 * Pair.MS);
        pair.passive.deaf = true;
        pair.active.deaf = true;
        assertThat(pair.runUntil(() -> !pair.active.closed.isEmpty(), 600)).isTrue();
        assertThat(pair.active.closed).containsExactly(SctpCloseReason.UNREACHABLE);
    }

    @Test
    void tellsTheOtherSideWhenItAborts() {
        Pair pair = new Pair(new SimulatedLink(18), 18);
        assertThat(pair.connect()).isTrue();
        pair.active.association.abort();
        pair.run(1);
        assertThat(pair.active.closed).containsExactly(SctpCloseReason.CLOSED);
        assertThat(pair.passive.closed).containsExactly(SctpCloseReason.ABORTED);
    }

    @Test
    void beginsStreamsAnew() {
        for (long seed = 70; seed < 90; seed++) {
            Pair pair = new Pair(new SimulatedLink(seed).loss(0.2), seed);
            assertThat(pair.connect()).isTrue();
            for (int number = 0; number < 30; number++) {
                pair.active.send(2, number(number), true, -1, -1);
            }
            pair.active.association.reset(2, pair.link.now());
            assertThat(pair.runUntil(() -> !pair.active.outgoingResets.isEmpty(), 60))
                    .isTrue();
            assertThat(pair.passive.messages).as("what came before the reset").hasSize(30);
            assertThat(pair.passive.incomingResets).containsExactly(2);
            pair.active.send(2, number(99), true, -1, -1);
            assertThat(pair.runUntil(() -> pair.passive.messages.size() == 31, 60))
                    .isTrue();
            assertThat(pair.active.outgoingResets).containsExactly(2);
        }
    }

    @Test
    void refusesWhatItCannotSend() {
        Pair pair = new Pair(new SimulatedLink(19), 19);
        assertThat(pair.active.send(0, number(0), true, -1, -1))
                .as("not connected")
                .isFalse();
        assertThat(pair.connect()).isTrue();
        assertThat(pair.active.send(0, new byte[0], true, -1, -1)).isFalse();
        assertThat(pair.active.send(0, new byte[262_145], true, -1, -1)).isFalse();
        assertThat(pair.active.send(1_024, number(0), true, -1, -1)).isFalse();
        int taken = 0;
        while (pair.active.send(0, new byte[200_000], true, -1, -1)) {
            taken++;
        }
        assertThat(taken).isEqualTo(10);
        assertThat(pair.active.association.buffered()).isEqualTo(2_000_000);
    }

    @Test
    void endsAnAssociationThatSendsTooLongAMessage() {
        Pair pair = new Pair(new SimulatedLink(20), 20, Pair.limits(40_000, 40_000), Pair.limits(40_000, 2_000));
        assertThat(pair.connect()).isTrue();
        assertThat(pair.active.send(0, new byte[2_000], true, -1, -1)).isTrue();
        pair.run(1);
        assertThat(pair.passive.messages).hasSize(1);
        assertThat(pair.active.send(0, new byte[2_001], true, -1, -1)).isTrue();
        pair.run(1);
        assertThat(pair.passive.messages).hasSize(1);
        assertThat(pair.passive.closed).containsExactly(SctpCloseReason.VIOLATION);
        assertThat(pair.active.closed).containsExactly(SctpCloseReason.ABORTED);
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void staysWithinASmallWindow(long seed) {
        SctpOptions options = Pair.limits(8_000, 4_000);
        Pair pair = new Pair(new SimulatedLink(seed).loss(0.1).delay(10, 10), seed, options, options);
        assertThat(pair.connect()).isTrue();
        for (int number = 0; number < 300; number++) {
            assertThat(pair.active.send(0, Arrays.copyOf(number(number), 3_000), true, -1, -1))
                    .isTrue();
        }
        assertThat(pair.runUntil(() -> pair.passive.messages.size() == 300, 600))
                .isTrue();
        assertThat(number(pair.passive.messages.get(299))).isEqualTo(299);
    }

    @Test
    void checksumsAsTheStandardSays() {
        CRC32C crc = new CRC32C();
        crc.update("123456789".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(crc.getValue()).as("the polynomial's check value").isEqualTo(0xE3069283L);
        crc.reset();
        crc.update(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4});
        int expected = Integer.reverseBytes((int) crc.getValue());
        ByteBuf packet = Unpooled.buffer().writeZero(8).writeInt(-1).writeBytes(new byte[] {1, 2, 3, 4});
        assertThat(new Checksum().of(packet, 0, 16)).isEqualTo(expected);
        ByteBuf direct = Unpooled.directBuffer().writeBytes(packet);
        assertThat(new Checksum().of(direct, 0, 16)).isEqualTo(expected);
        direct.release();
    }

    private static byte[] number(int number) {
        return ByteBuffer.allocate(4).putInt(number).array();
    }

    private static int number(Pair.Message message) {
        return ByteBuffer.wrap(message.payload()).getInt();
    }
}
