package org.wenzheng.search.app.frontdesk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of calls that began here. */
@Repository
class LiveCallRepository {

    private final JdbcClient database;

    LiveCallRepository(JdbcClient database) {
        this.database = database;
    }

    void add(LiveCall call) {
        Consents consents = call.consents();
        database.sql(
                        "insert into live_call (call_id, started_at, may_answer, may_record, may_analyse) values (?, ?, ?, ?, ?)")
                .params(
                        call.call(),
                        Timestamp.from(call.startedAt()),
                        consents.answer(),
                        consents.record(),
                        consents.analyse())
                .update();
    }

    Optional<LiveCall> find(String call) {
        return database.sql("select call_id, started_at, may_answer, may_record, may_analyse, ended_at from live_call"
                        + " where call_id = ?")
                .param(call)
                .query(LiveCallRepository::call)
                .optional();
    }

    List<LiveCall> answerable(Instant begunAfter) {
        return database.sql("select call_id, started_at, may_answer, may_record, may_analyse, ended_at from live_call"
                        + " where ended_at is null and may_answer and started_at > ? order by started_at")
                .param(Timestamp.from(begunAfter))
                .query(LiveCallRepository::call)
                .list();
    }

    void change(String call, Consents consents) {
        database.sql("update live_call set may_answer = ?, may_record = ?, may_analyse = ? where call_id = ?")
                .params(consents.answer(), consents.record(), consents.analyse(), call)
                .update();
    }

    /** Notes the end; false when it had ended before. */
    boolean end(String call, Instant at) {
        return database.sql("update live_call set ended_at = ? where call_id = ? and ended_at is null")
                        .params(Timestamp.from(at), call)
                        .update()
                == 1;
    }

    private static LiveCall call(ResultSet row, int index) throws SQLException {
        Timestamp ended = row.getTimestamp("ended_at");
        return new LiveCall(
                row.getString("call_id"),
                row.getTimestamp("started_at").toInstant(),
                new Consents(row.getBoolean("may_answer"), row.getBoolean("may_record"), row.getBoolean("may_analyse")),
                ended == null ? null : ended.toInstant());
    }
}
