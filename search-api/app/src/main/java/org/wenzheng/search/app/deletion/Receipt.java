package org.wenzheng.search.app.deletion;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.wenzheng.search.app.audit.AuditEntry;

/**
 * What whoever deleted something gets; it stands in the audit log too.
 *
 * @param receipt the audit entry's number
 * @param account who
 * @param what {@code recording} or {@code call}
 * @param reason as it was given
 * @param segments how many texts were taken out of the index
 * @param files how many files of encrypted sound were deleted
 */
record Receipt(
        long receipt,
        Instant at,
        String account,
        String call,
        String what,
        @Nullable String reason,
        int segments,
        int files) {

    static Receipt of(AuditEntry entry, String call, String what, int segments, int files) {
        return new Receipt(entry.id(), entry.at(), entry.account(), call, what, entry.purpose(), segments, files);
    }
}
