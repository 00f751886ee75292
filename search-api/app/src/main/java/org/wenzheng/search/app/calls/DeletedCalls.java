package org.wenzheng.search.app.calls;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Calls that were deleted. Tombstones in the index keep a replay of the same words away; this list also keeps away words
 * that a replay cut otherwise or wrote into another month.
 */
@Repository
public class DeletedCalls {

    /** Elasticsearch takes 65,536 terms; whole months are deleted by index, not call by call. */
    private static final int MOST = 20_000;

    private final JdbcClient database;
    private final Clock clock;

    DeletedCalls(JdbcClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whether the call was deleted. */
    public boolean contains(String call) {
        return database.sql("select count(*) from deleted_call where call_id = ?")
                        .param(call)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** The deleted calls, the latest first, at most {@value #MOST}. */
    public List<String> all() {
        return database.sql("select call_id from deleted_call order by deleted_at desc limit " + MOST)
                .query(String.class)
                .list();
    }

    /** Notes that the call is deleted from now on; once is enough. */
    public void add(String call) {
        if (!contains(call)) {
            database.sql("insert into deleted_call (call_id, deleted_at) values (?, ?)")
                    .params(call, Timestamp.from(clock.instant()))
                    .update();
        }
    }
}
