package org.wenzheng.sfu.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TapRingTest {

    @Test
    void keepsTheOrderAcrossThreads() throws InterruptedException {
        TapRing ring = new TapRing(64);
        List<Integer> seen = new ArrayList<>();
        int count = 100_000;
        Thread writer = new Thread(() -> IntStream.range(0, count).forEach(i -> {
            while (!ring.offer(() -> seen.add(i))) {
                Thread.onSpinWait();
            }
        }));
        writer.start();
        while (seen.size() < count) {
            Runnable item = ring.poll();
            if (item != null) {
                item.run();
            }
        }
        writer.join();
        assertThat(seen).isEqualTo(IntStream.range(0, count).boxed().toList());
    }

    @Test
    void refusesWhatDoesNotFit() {
        TapRing ring = new TapRing(2);
        Runnable item = () -> {};

        assertThat(ring.offer(item)).isTrue();
        assertThat(ring.offer(item)).isTrue();
        assertThat(ring.offer(item)).isFalse();
        assertThat(ring.poll()).isSameAs(item);
        assertThat(ring.offer(item)).isTrue();
    }
}
