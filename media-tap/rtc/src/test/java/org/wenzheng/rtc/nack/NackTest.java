package org.wenzheng.rtc.nack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NackTest {

    private static final long MS = 1_000_000;
    private static final long SECOND = 1_000 * MS;

    private final NackGenerator generator = new NackGenerator(100, SECOND);
    private final long[] asked = new long[200];

    @Test
    void asksAtOnceAndThenOnceARoundTrip() {
        generator.onPacket(10, 0);
        generator.onPacket(14, 1 * MS);
        assertThat(poll(1 * MS, 80 * MS)).containsExactly(11, 12, 13);
        assertThat(poll(100 * MS, 80 * MS)).isEmpty();
        assertThat(generator.onPacket(12, 100 * MS)).isTrue();
        assertThat(poll(101 * MS, 80 * MS)).containsExactly(11, 13);
        assertThat(generator.recovered()).isEqualTo(1);
        assertThat(generator.onPacket(12, 102 * MS)).as("again").isFalse();
    }

    @Test
    void givesUpAfterAWhile() {
        generator.onPacket(10, 0);
        generator.onPacket(12, 0);
        for (long now = 0; now < SECOND; now += 5 * MS) {
            poll(now, 20 * MS);
        }
        assertThat(generator.asked()).isEqualTo(10);
        poll(SECOND, 20 * MS);
        assertThat(generator.missing()).isZero();
        assertThat(generator.givenUp()).isEqualTo(1);
    }

    @Test
    void staysBoundedOverJumps() {
        generator.onPacket(10, 0);
        generator.onPacket(50_010, 0);
        assertThat(generator.missing()).isEqualTo(100);
        assertThat(poll(0, 0)[0]).isEqualTo(49_910);
        for (long sequence = 50_011; sequence < 60_000; sequence += 2) {
            generator.onPacket(sequence, 0);
            assertThat(generator.missing()).isEqualTo(100);
        }
        generator.forgetBefore(59_990);
        assertThat(generator.missing()).isEqualTo(5);
        generator.forgetBefore(70_000);
        assertThat(generator.missing()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0.05,1", "0.15,2", "0.3,3"})
    void recoversNearlyEverythingOverALossyPath(double loss, long seed) {
        Random random = new Random(seed);
        long[] repairAt = new long[20_000];
        Arrays.fill(repairAt, Long.MAX_VALUE);
        int received = 0;
        for (int sequence = 0; sequence < 20_000; sequence++) {
            long now = 2L * sequence * MS;
            for (int earlier = Math.max(0, sequence - 600); earlier < sequence; earlier++) {
                if (repairAt[earlier] <= now) {
                    repairAt[earlier] = Long.MAX_VALUE;
                    received += generator.onPacket(65_536 + earlier, now) ? 1 : 0;
                }
            }
            if (random.nextDouble() >= loss) {
                generator.onPacket(65_536 + sequence, now);
                received++;
            }
            for (long asks : poll(now, 60 * MS)) {
                boolean requested = random.nextDouble() >= loss;
                if (requested && random.nextDouble() >= loss) {
                    repairAt[(int) asks - 65_536] = now + 60 * MS;
                }
            }
        }
        assertThat(received).isGreaterThan(19_900);
        assertThat(generator.asked()).as("no flood").isLessThan((long) (20_000 * loss * 3.5));
    }

    @Test
    void answersWhatWasSentAndNotTwiceARoundTrip() {
        NackResponder responder = new NackResponder(512);
        for (int sequence = 65_300; sequence < 65_800; sequence++) {
            responder.onSent(sequence, 2, 100_000 + sequence, sequence * 3, sequence & 0x7FFF, sequence & 0xFF);
        }
        assertThat(responder.answer(100, 0, 50 * MS)).isTrue();
        assertThat(responder.source()).isEqualTo(100_000 + 65_636);
        assertThat(responder.layer()).isEqualTo(2);
        assertThat(responder.timestamp()).isEqualTo(65_636 * 3);
        assertThat(responder.pictureId()).isEqualTo(65_636 & 0x7FFF);
        assertThat(responder.tl0PicIdx()).isEqualTo(65_636 & 0xFF);
        assertThat(responder.answer(100, 49 * MS, 50 * MS)).isFalse();
        assertThat(responder.answer(100, 50 * MS, 50 * MS)).isTrue();
        assertThat(responder.answer(65_299, 0, 50 * MS)).isFalse();
        assertThat(responder.answer(1_000, 0, 50 * MS)).isFalse();
        assertThat(responder.unknown()).isEqualTo(2);
        for (int times = 0; times < 50; times++) {
            responder.answer(100, SECOND + 60L * times * MS, 50 * MS);
        }
        assertThat(responder.answered()).isEqualTo(10);
    }

    private long[] poll(long now, long roundTrip) {
        return Arrays.copyOf(asked, generator.poll(now, roundTrip, asked));
    }
}
