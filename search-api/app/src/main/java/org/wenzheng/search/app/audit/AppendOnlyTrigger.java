package org.wenzheng.search.app.audit;

import java.sql.Connection;
import java.sql.SQLException;
import org.h2.api.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Refuses every change of a row that was written, in H2, which knows no triggers but Java's. H2's files name this class: it
 * cannot move.
 */
public final class AppendOnlyTrigger implements Trigger {

    /** SQL:2016: the statement violates an access rule. */
    private static final String ACCESS_RULE_VIOLATION = "42000";

    @Override
    public void fire(Connection connection, @Nullable Object @Nullable [] before, @Nullable Object @Nullable [] after)
            throws SQLException {
        throw new SQLException("audit is append-only", ACCESS_RULE_VIOLATION);
    }
}
