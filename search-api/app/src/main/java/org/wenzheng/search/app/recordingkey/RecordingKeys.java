package org.wenzheng.search.app.recordingkey;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.wenzheng.search.app.audit.AuditAction;
import org.wenzheng.search.app.audit.AuditLog;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;

/** Makes, finds and deletes keys of recordings. */
@Service
public class RecordingKeys {

    private static final int KEY_BYTES = 32;
    private static final int FIRST_VERSION = 1;

    private final JdbcClient database;
    private final AuditLog audit;
    private final Clock clock;
    private final MasterKey master;
    private final SecureRandom random = new SecureRandom();

    RecordingKeys(JdbcClient database, AuditLog audit, Clock clock, RecordingKeySettings settings) {
        this.database = database;
        this.audit = audit;
        this.clock = clock;
        boolean noneWrapped = database.sql("select count(*) from recording_key where wrapped is not null")
                        .query(Long.class)
                        .single()
                == 0;
        this.master = MasterKey.open(settings.masterKeyFile(), noneWrapped);
    }

    private record Row(int version, @Nullable String wrapped) {}

    /** Whether there is a key that was not deleted. */
    public boolean exists(String call) {
        return row(call).map(row -> row.wrapped() != null).orElse(false);
    }

    /**
     * The key of a call; empty where none was ever made.
     *
     * @throws ProblemException 410 when it was deleted
     */
    public Optional<RecordingKey> find(String call) {
        return row(call).map(row -> open(call, row));
    }

    /**
     * The key of a call, made at the first question.
     *
     * @throws ProblemException 410 when it was deleted: it is never made again
     */
    RecordingKey findOrMake(String account, String call) {
        Optional<RecordingKey> found = find(call);
        if (found.isPresent()) {
            return found.get();
        }
        byte[] key = new byte[KEY_BYTES];
        random.nextBytes(key);
        try {
            database.sql("insert into recording_key (call_id, version, wrapped, created_at) values (?, ?, ?, ?)")
                    .params(call, FIRST_VERSION, master.wrap(call, key), Timestamp.from(clock.instant()))
                    .update();
        } catch (DuplicateKeyException e) {
            // Somebody else asked at the same time and was first.
            return find(call).orElseThrow();
        }
        audit.add(account, AuditAction.RECORDING_KEY_MADE, call, null);
        return new RecordingKey(key, FIRST_VERSION);
    }

    /**
     * Deletes the key for good: from then on nobody can hear the call, whatever copies there are of its files.
     *
     * @return false when it was deleted before, or there never was one
     */
    public boolean delete(String call) {
        return database.sql("update recording_key set wrapped = null, deleted_at = ?, files_deleted_at = null"
                                + " where call_id = ? and wrapped is not null")
                        .params(Timestamp.from(clock.instant()), call)
                        .update()
                == 1;
    }

    /** Whether there ever was a key, deleted or not. */
    public boolean isKnown(String call) {
        return row(call).isPresent();
    }

    /**
     * Calls whose files may still lie there though their key was deleted: they were never seen to be gone, or the recording
     * job may have used a key that it remembered.
     */
    public List<String> callsWithLeftovers() {
        return database.sql(
                        """
                        select call_id from recording_key
                        where wrapped is null
                          and (files_deleted_at is null or files_deleted_at < deleted_at + interval '5' minute)
                        order by deleted_at limit 1000""")
                .query(String.class)
                .list();
    }

    /** Notes that the files of a deleted recording are gone. */
    public void noteFilesDeleted(String call) {
        database.sql("update recording_key set files_deleted_at = ? where call_id = ? and wrapped is null")
                .params(Timestamp.from(clock.instant()), call)
                .update();
    }

    /** Makes sure that no key is ever made for a call: also where none was. */
    public void forbid(String call) {
        if (delete(call) || isKnown(call)) {
            return;
        }
        Timestamp now = Timestamp.from(clock.instant());
        try {
            database.sql(
                            """
                            insert into recording_key (call_id, version, created_at, deleted_at, files_deleted_at)
                            values (?, ?, ?, ?, ?)""")
                    .params(call, FIRST_VERSION, now, now, now)
                    .update();
        } catch (DuplicateKeyException e) {
            // The recording job asked for it at this moment.
            delete(call);
        }
    }

    private Optional<Row> row(String call) {
        return database.sql("select version, wrapped from recording_key where call_id = ?")
                .param(call)
                .query((row, index) -> new Row(row.getInt("version"), row.getString("wrapped")))
                .optional();
    }

    private RecordingKey open(String call, Row row) {
        String wrapped = row.wrapped();
        if (wrapped == null) {
            throw ProblemException.of(new Problem(
                    HttpStatus.GONE,
                    "recording-deleted",
                    "The recording was deleted",
                    "Its key is gone, so nobody can hear it again; its text stays."));
        }
        return new RecordingKey(master.unwrap(call, wrapped), row.version());
    }
}
