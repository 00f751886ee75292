package org.wenzheng.search.app.account;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How many wrong passwords are let pass; defaults stand in {@code application.yml}.
 *
 * @param failuresUntilLocked in a row, of one account
 * @param failuresPerAddress within {@code addressWindow}, of whatever accounts
 */
@ConfigurationProperties("wenzheng.sign-in")
record SignInSettings(int failuresUntilLocked, Duration lockedFor, int failuresPerAddress, Duration addressWindow) {

    SignInSettings {
        if (failuresUntilLocked < 1 || failuresPerAddress < 1) {
            throw new IllegalArgumentException("wenzheng.sign-in: the numbers of failures must be 1 or more.");
        }
        if (lockedFor.isNegative() || addressWindow.isNegative()) {
            throw new IllegalArgumentException("wenzheng.sign-in: durations must not be negative.");
        }
    }
}
