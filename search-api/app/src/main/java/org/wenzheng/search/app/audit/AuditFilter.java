package org.wenzheng.search.app.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are asked for. Values of one list are alternatives; an empty list lets everything pass.
 *
 * @param from inclusive
 * @param to exclusive
 */
record AuditFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        List<String> accounts,
        List<AuditAction> actions,
        @Nullable String call) {}
