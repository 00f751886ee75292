package org.wenzheng.search.app.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What somebody did.
 *
 * @param id grows with time; of a deletion it is the receipt's number
 * @param account who: a person's account, or a program's
 * @param action one of {@link AuditAction}, as {@link AuditAction#id}
 * @param call which call it concerned
 * @param purpose why, in the person's own words
 * @param detail what exactly, e.g. how many files went
 */
public record AuditEntry(
        long id,
        Instant at,
        String account,
        String action,
        @Nullable String call,
        @Nullable String purpose,
        @Nullable String detail) {}
