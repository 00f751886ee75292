package org.wenzheng.search.app.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class AddressLimitTest {

    private static final Instant START = Instant.parse("2026-11-25T08:00:00Z");

    private Instant now = START;
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    };
    private final AddressLimit limit = new AddressLimit(3, Duration.ofMinutes(10), clock);

    @Test
    void anAddressWaitsForTheEndOfItsWindow() {
        times("10.0.0.1", 2);
        assertThat(limit.wait("10.0.0.1")).isZero();
        now = START.plusSeconds(60);
        times("10.0.0.1", 1);
        assertThat(limit.wait("10.0.0.1")).isEqualTo(Duration.ofMinutes(9));
        assertThat(limit.wait("10.0.0.2")).isZero();
        now = START.plus(Duration.ofMinutes(10)).plusSeconds(1);
        assertThat(limit.wait("10.0.0.1")).isZero();
        times("10.0.0.1", 1);
        assertThat(limit.wait("10.0.0.1")).isZero();
    }

    @Test
    void manyAddressesDoNotFillTheMemory() {
        for (int i = 0; i < 20_000; i++) {
            times("address " + i, 3);
        }
        assertThat(limit.wait("address 0")).isZero();
        assertThat(limit.wait("address 19999")).isPositive();
    }

    private void times(String address, int times) {
        for (int i = 0; i < times; i++) {
            limit.count(address);
        }
    }
}
