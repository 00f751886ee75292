package org.wenzheng.search.app.knowledge;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.wenzheng.search.contract.knowledge.ServiceItem;

/**
 * What somebody wanted an item to say.
 *
 * @param version given at the approval
 * @param editor who proposed it
 * @param reviewer who decided
 * @param note why it was refused
 */
record ItemVersion(
        long id,
        String code,
        @Nullable Integer version,
        ServiceItem item,
        State state,
        String editor,
        Instant proposedAt,
        @Nullable String reviewer,
        @Nullable Instant decidedAt,
        @Nullable String note) {

    /** Where a version stands. */
    enum State {
        PROPOSED,
        APPROVED,
        REFUSED,
        /** Another was proposed before anybody decided. */
        SUPERSEDED,
        /** It was in force, and the one before it was put back. */
        ROLLED_BACK;

        @JsonValue
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String id) {
            return Arrays.stream(values())
                    .filter(state -> state.id().equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
