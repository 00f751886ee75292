package org.wenzheng.search.app.frontdesk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that began at the front desk.
 *
 * @param call a ULID, never used again
 * @param consents as they are now
 * @param endedAt null while it may go on
 */
public record LiveCall(String call, Instant startedAt, Consents consents, @Nullable Instant endedAt) {

    /** Whether somebody may still join. */
    public boolean open() {
        return endedAt == null;
    }
}
