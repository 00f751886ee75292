package org.wenzheng.rtc.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wenzheng.rtc.SimulatedLink;

class ReorderBufferTest {

    private static final long MS = 1_000_000;

    private final List<String> out = new ArrayList<>();
    private final ReorderBuffer<String> buffer = new ReorderBuffer<>(
            100 * MS, 20, (sequence, packet, lostBefore) -> out.add(sequence + packet + lostBefore));

    @Test
    void passesWhatIsInOrderAtOnce() {
        buffer.offer(5, "a", 0);
        buffer.offer(6, "b", 0);
        assertThat(out).containsExactly("5a0", "6b0");
        assertThat(buffer.nextTimeout()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void waitsForARepairAndGoesOnWithIt() {
        buffer.offer(5, "a", 0);
        buffer.offer(7, "c", 20 * MS);
        buffer.offer(8, "d", 40 * MS);
        assertThat(out).containsExactly("5a0");
        assertThat(buffer.nextTimeout()).isEqualTo(120 * MS);
        buffer.offer(6, "b", 119 * MS);
        assertThat(out).containsExactly("5a0", "6b0", "7c0", "8d0");
        assertThat(buffer.repaired()).isEqualTo(1);
        assertThat(buffer.lost()).isZero();
    }

    @Test
    void goesOnWithoutAndTellsHowManyWereLost() {
        buffer.offer(5, "a", 0);
        buffer.offer(8, "d", 20 * MS);
        buffer.offer(10, "f", 50 * MS);
        buffer.poll(119 * MS);
        assertThat(out).hasSize(1);
        buffer.poll(120 * MS);
        assertThat(out).containsExactly("5a0", "8d2");
        buffer.poll(150 * MS);
        assertThat(out).containsExactly("5a0", "8d2", "10f1");
        buffer.offer(9, "e", 151 * MS);
        buffer.offer(10, "f", 151 * MS);
        assertThat(out).hasSize(3);
        assertThat(buffer.late()).isEqualTo(2);
        assertThat(buffer.lost()).isEqualTo(3);
    }

    @Test
    void holdsNoMoreThanItsLimit() {
        buffer.offer(0, "x", 0);
        for (int sequence = 2; sequence <= 22; sequence++) {
            buffer.offer(sequence, "x", 0);
        }
        assertThat(out).hasSize(22);
        buffer.offer(40, "y", 0);
        buffer.flush();
        assertThat(out).contains("2x1", "40y17");
    }

    @ParameterizedTest
    @CsvSource({"0.05,30,1", "0.3,90,2", "0.3,150,3"})
    void keepsOrderAndLosesNothingThatCameInTime(double loss, double jitter, long seed) {
        SimulatedLink link = new SimulatedLink(seed).delay(20, jitter);
        Random random = new Random(seed);
        List<Long> order = new ArrayList<>();
        Set<Long> arrived = new HashSet<>();
        long[] lost = new long[1];
        long[] waited = new long[1];
        ReorderBuffer<Long> ordered = new ReorderBuffer<>(100 * MS, 50, (sequence, arrival, lostBefore) -> {
            order.add(sequence);
            lost[0] += lostBefore;
            waited[0] = Math.max(waited[0], link.now() - arrival);
        });
        for (long number = 0; number < 2_000; number++) {
            long sequence = number;
            if (number == 0 || random.nextDouble() >= loss) {
                link.at(link.now() + (long) (random.nextDouble() * jitter * MS), () -> {
                    arrived.add(sequence);
                    ordered.offer(sequence, link.now(), link.now());
                });
            }
            for (int millis = 0; millis < 20; millis++) {
                link.run(1);
                ordered.poll(link.now());
            }
        }
        for (int millis = 0; millis < 500; millis++) {
            link.run(1);
            ordered.poll(link.now());
        }
        assertThat(ordered.nextTimeout()).isEqualTo(Long.MAX_VALUE);
        assertThat(order).isSorted().doesNotHaveDuplicates();
        assertThat(order.size() + ordered.late()).isEqualTo(arrived.size());
        assertThat(waited[0]).isLessThanOrEqualTo(101 * MS);
        assertThat(order.size() + lost[0]).isEqualTo(order.get(order.size() - 1) - order.get(0) + 1);
        if (jitter <= 100) {
            assertThat(ordered.late()).isLessThan(5);
        }
    }
}
