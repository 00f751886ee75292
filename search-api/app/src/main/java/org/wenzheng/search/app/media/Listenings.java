package org.wenzheng.search.app.media;

import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.wenzheng.search.app.audit.AuditAction;
import org.wenzheng.search.app.audit.AuditLog;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;

/** Who may hear which call until when: whoever said why. */
@Service
public class Listenings {

    private static final int ID_BYTES = 24;

    private final JdbcClient database;
    private final AuditLog audit;
    private final MediaSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Listenings(JdbcClient database, AuditLog audit, MediaSettings settings, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A permission to hear one call.
     *
     * @param expiresAt ISO 8601 instant
     */
    record Listening(String listening, Instant expiresAt) {}

    /** Writes the purpose to the audit log and lets the account hear the call for a while; both or neither. */
    @Transactional
    public Listening begin(String account, String call, String purpose) {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        Listening listening =
                new Listening(HexFormat.of().formatHex(id), clock.instant().plus(settings.listeningLasts()));
        audit.add(account, AuditAction.LISTENING_BEGUN, call, purpose);
        database.sql("insert into listening (id, account, call_id, expires_at) values (?, ?, ?, ?)")
                .params(listening.listening(), account, call, Timestamp.from(listening.expiresAt()))
                .update();
        return listening;
    }

    /** @throws ProblemException 403 unless this account stated a purpose for this call lately */
    void require(String account, String call, String listening) {
        boolean valid = database.sql(
                                """
                                select count(*) from listening
                                where id = ? and account = ? and call_id = ? and expires_at > ?""")
                        .params(listening, account, call, Timestamp.from(clock.instant()))
                        .query(Long.class)
                        .single()
                == 1;
        if (!valid) {
            throw ProblemException.of(new Problem(
                    HttpStatus.FORBIDDEN,
                    "listening-required",
                    "Say why you listen",
                    "POST /api/v1/calls/{call}/listenings with \"purpose\", then play with the id that comes back."));
        }
    }
}
