package org.wenzheng.search.app.audit;

import java.sql.Timestamp;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of what was done: rows are only ever added. */
@Repository
public class AuditLog {

    private final JdbcClient database;
    private final Clock clock;

    AuditLog(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Adds what an account did that concerns no single call. */
    public void add(String account, AuditAction action) {
        add(account, action, null, null);
    }

    /**
     * Adds what an account did to a call.
     *
     * @param purpose why, in the person's own words; at most 500 characters
     */
    public void add(String account, AuditAction action, @Nullable String call, @Nullable String purpose) {
        database.sql("insert into audit (at, account, action, call_id, purpose) values (?, ?, ?, ?, ?)")
                .param(Timestamp.from(clock.instant()))
                .param(account)
                .param(action.id())
                .param(call)
                .param(purpose)
                .update();
    }
}
