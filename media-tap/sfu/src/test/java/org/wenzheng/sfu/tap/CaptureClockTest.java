package org.wenzheng.sfu.tap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CaptureClockTest {

    private static final long START = 1_795_660_000_000_000L;

    @Test
    void jitterOfTheNetworkDoesNotReachTheTimes() {
        CaptureClock clock = new CaptureClock(48_000);
        Random random = new Random(9);
        long first = clock.captured(1L << 32, START);
        for (int i = 1; i < 1_000; i++) {
            long late = 1 + random.nextInt(80_000);
            long captured = clock.captured((1L << 32) + 960L * i, START + 20_000L * i + late);
            // Of the 80 ms that packets come late, what the earliest of ten seconds was late remains.
            assertThat(captured - first).isBetween(20_000L * i, 20_000L * i + 2_000);
        }
    }

    @Test
    void aSlowClockIsFollowedAndTimeNeverGoesBack() {
        CaptureClock clock = new CaptureClock(48_000);
        long last = 0;
        for (int i = 0; i < 20_000; i++) {
            // The sender's second takes 1.0005 of ours.
            long arrival = START + (long) (20_000L * i * 1.0005);
            long captured = clock.captured((1L << 32) + 960L * i, arrival);
            assertThat(captured).isGreaterThanOrEqualTo(last);
            assertThat(arrival - captured).isBetween(0L, 15_000L);
            last = captured;
        }
    }
}
