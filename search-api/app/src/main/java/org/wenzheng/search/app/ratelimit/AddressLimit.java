package org.wenzheng.search.app.ratelimit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts something by network address in fixed windows. In memory, at most {@value #MOST_ADDRESSES} addresses: the
 * one that was quiet longest is forgotten first.
 */
public final class AddressLimit {

    private static final int MOST_ADDRESSES = 10_000;

    private final int most;
    private final Duration length;
    private final Clock clock;
    // Guarded by this.
    private final Map<String, Window> windows = new LinkedHashMap<>();

    private record Window(Instant began, int count) {}

    /** A limit of {@code most} times within windows of {@code length}. */
    public AddressLimit(int most, Duration length, Clock clock) {
        this.most = most;
        this.length = length;
        this.clock = clock;
    }

    /** How long this address must wait; zero when it need not. */
    public synchronized Duration wait(String address) {
        Window window = windows.get(address);
        if (window == null || window.count() < most) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), window.began().plus(length));
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Counts one time. */
    public synchronized void count(String address) {
        Instant now = clock.instant();
        // Taken out and put back, so that the order is that of the last time.
        Window window = windows.remove(address);
        if (window == null || now.isAfter(window.began().plus(length))) {
            windows.put(address, new Window(now, 1));
        } else {
            windows.put(address, new Window(window.began(), window.count() + 1));
        }
        if (windows.size() > MOST_ADDRESSES) {
            windows.remove(windows.keySet().iterator().next());
        }
    }
}
