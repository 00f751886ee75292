package org.wenzheng.search.app.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/**
 * Counts wrong passwords by network address in fixed windows. In memory, at most {@value #MOST_ADDRESSES} addresses: the
 * one that was quiet longest is forgotten first.
 */
@Component
final class AddressLimit {

    private static final int MOST_ADDRESSES = 10_000;

    private final SignInSettings settings;
    private final Clock clock;
    // Guarded by this.
    private final Map<String, Window> windows = new LinkedHashMap<>();

    private record Window(Instant began, int failures) {}

    AddressLimit(SignInSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** How long this address must wait; zero when it need not. */
    synchronized Duration wait(String address) {
        Window window = windows.get(address);
        if (window == null || window.failures() < settings.failuresPerAddress()) {
            return Duration.ZERO;
        }
        Duration left = Duration.between(clock.instant(), window.began().plus(settings.addressWindow()));
        return left.isNegative() ? Duration.ZERO : left;
    }

    synchronized void countFailure(String address) {
        Instant now = clock.instant();
        // Taken out and put back, so that the order is that of the last failure.
        Window window = windows.remove(address);
        if (window == null || now.isAfter(window.began().plus(settings.addressWindow()))) {
            windows.put(address, new Window(now, 1));
        } else {
            windows.put(address, new Window(window.began(), window.failures() + 1));
        }
        if (windows.size() > MOST_ADDRESSES) {
            windows.remove(windows.keySet().iterator().next());
        }
    }
}
