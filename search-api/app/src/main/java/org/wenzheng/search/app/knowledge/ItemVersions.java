package org.wenzheng.search.app.knowledge;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.wenzheng.search.app.knowledge.ItemVersion.State;
import org.wenzheng.search.contract.knowledge.ItemFile;
import org.wenzheng.search.contract.knowledge.KnowledgeException;
import org.wenzheng.search.contract.knowledge.ServiceItem;

/** Versions of items in the database. */
@Repository
class ItemVersions {

    private static final String COLUMNS =
            "select id, code, version, yaml, state, editor, proposed_at, reviewer, decided_at, note from item_version";

    private final JdbcClient database;

    ItemVersions(JdbcClient database) {
        this.database = database;
    }

    /** What waits for a decision, the oldest first. */
    List<ItemVersion> proposals() {
        return database.sql(COLUMNS + " where state = 'proposed' order by id")
                .query(ItemVersions::version)
                .list();
    }

    /** All of an item, the latest first. */
    List<ItemVersion> of(String code) {
        return database.sql(COLUMNS + " where code = ? order by id desc")
                .param(code)
                .query(ItemVersions::version)
                .list();
    }

    Optional<ItemVersion> find(long id) {
        return database.sql(COLUMNS + " where id = ?")
                .param(id)
                .query(ItemVersions::version)
                .optional();
    }

    /** A proposal takes the place of the one before it, on which nobody decided. */
    void propose(ServiceItem item, String editor, Instant at) {
        database.sql("update item_version set state = ? where code = ? and state = ?")
                .params(State.SUPERSEDED.id(), item.code(), State.PROPOSED.id())
                .update();
        insert(item, null, State.PROPOSED, editor, at, null, null);
    }

    /** Keeps what was put into force without a proposal, before it is replaced. */
    void keep(ServiceItem item, String editor, String reviewer, Instant at) {
        insert(item, item.version(), State.APPROVED, editor, at, reviewer, at);
    }

    /** False when somebody else decided meanwhile. */
    boolean decide(
            long id, State state, @Nullable Integer version, String reviewer, Instant at, @Nullable String note) {
        return database.sql(
                                """
                        update item_version set state = ?, version = ?, reviewer = ?, decided_at = ?, note = ?
                        where id = ? and state = 'proposed'""")
                        .param(state.id())
                        .param(version)
                        .param(reviewer)
                        .param(time(at))
                        .param(note)
                        .param(id)
                        .update()
                == 1;
    }

    void rollBack(long id) {
        database.sql("update item_version set state = ? where id = ?")
                .params(State.ROLLED_BACK.id(), id)
                .update();
    }

    private void insert(
            ServiceItem item,
            @Nullable Integer version,
            State state,
            String editor,
            Instant proposed,
            @Nullable String reviewer,
            @Nullable Instant decided) {
        database.sql(
                        """
                        insert into item_version (code, version, yaml, state, editor, proposed_at, reviewer, decided_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(item.code())
                .param(version)
                .param(ItemFile.write(item))
                .param(state.id())
                .param(editor)
                .param(time(proposed))
                .param(reviewer)
                .param(decided == null ? null : time(decided))
                .update();
    }

    private static Timestamp time(Instant at) {
        return Timestamp.from(at.truncatedTo(ChronoUnit.MICROS));
    }

    private static ItemVersion version(ResultSet row, int index) throws SQLException {
        String code = row.getString("code");
        int version = row.getInt("version");
        boolean none = row.wasNull();
        Timestamp decided = row.getTimestamp("decided_at");
        try {
            return new ItemVersion(
                    row.getLong("id"),
                    code,
                    none ? null : version,
                    ItemFile.parse(code + ".yaml", row.getString("yaml")),
                    State.of(row.getString("state")),
                    row.getString("editor"),
                    row.getTimestamp("proposed_at").toInstant(),
                    row.getString("reviewer"),
                    decided == null ? null : decided.toInstant(),
                    row.getString("note"));
        } catch (KnowledgeException e) {
            throw new SQLException("A version in the table is no item: " + e.getMessage(), e);
        }
    }
}
