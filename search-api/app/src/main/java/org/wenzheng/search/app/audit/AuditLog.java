package org.wenzheng.search.app.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.jdbc.support.KeyHolder;
import org.springframework.stereotype.Repository;

/** The table of what was done: rows are only ever added, and the database refuses anything else. */
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
        add(account, action, call, purpose, null);
    }

    /**
     * Adds what an account did to a call.
     *
     * @param purpose why, in the person's own words; at most 500 characters
     * @param detail what exactly, in this program's words; at most 500 characters
     * @return the entry as it stands in the table
     */
    public AuditEntry add(
            String account,
            AuditAction action,
            @Nullable String call,
            @Nullable String purpose,
            @Nullable String detail) {
        // As exact as both databases keep it, so that the entry reads alike when it is read again.
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        KeyHolder key = new GeneratedKeyHolder();
        database.sql("insert into audit (at, account, action, call_id, purpose, detail) values (?, ?, ?, ?, ?, ?)")
                .param(Timestamp.from(at))
                .param(account)
                .param(action.id())
                .param(call)
                .param(purpose)
                .param(detail)
                .update(key, "id");
        long id =
                Objects.requireNonNull(key.getKey(), "the database gave no id").longValue();
        return new AuditEntry(id, at, account, action.id(), call, purpose, detail);
    }

    /** One page of entries, the latest first; pages count from 1. */
    AuditPage page(AuditFilter filter, int page, int size) {
        AuditQuery query = AuditQuery.of(filter);
        long total = database.sql("select count(*) from audit" + query.where())
                .params(query.parameters())
                .query(Long.class)
                .single();
        List<AuditEntry> entries = database.sql("select id, at, account, action, call_id, purpose, detail from audit"
                        + query.where() + " order by at desc, id desc limit :size offset :before")
                .params(query.parameters())
                .param("size", size)
                .param("before", (page - 1L) * size)
                .query(AuditLog::entry)
                .list();
        return new AuditPage(total, entries);
    }

    private static AuditEntry entry(ResultSet row, int index) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                row.getTimestamp("at").toInstant(),
                row.getString("account"),
                row.getString("action"),
                row.getString("call_id"),
                row.getString("purpose"),
                row.getString("detail"));
    }
}
