package org.wenzheng.search.app.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wenzheng.search.app.account.SignedIn.Role;

/**
 * A person's account.
 *
 * @param credentialsVersion grows with every new password
 * @param failedSignIns in a row
 */
public record Account(
        String name,
        String passwordHash,
        boolean passwordChangeRequired,
        int credentialsVersion,
        int failedSignIns,
        @Nullable Instant lockedUntil,
        Role role) {

    boolean lockedAt(Instant now) {
        return lockedUntil != null && now.isBefore(lockedUntil);
    }

    /** Never prints the hash. */
    @Override
    public String toString() {
        return "Account[" + name + "]";
    }
}
