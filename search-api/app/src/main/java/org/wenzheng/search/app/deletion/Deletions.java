package org.wenzheng.search.app.deletion;

import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import org.wenzheng.search.app.audit.AuditAction;
import org.wenzheng.search.app.audit.AuditEntry;
import org.wenzheng.search.app.audit.AuditLog;
import org.wenzheng.search.app.calls.CallId;
import org.wenzheng.search.app.calls.CallIndex;
import org.wenzheng.search.app.calls.DeletedCalls;
import org.wenzheng.search.app.media.RecordingFiles;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.app.recordingkey.RecordingKeys;
import org.wenzheng.search.contract.CallDocument;

/**
 * Deletes on demand. What counts happens first and at once, in the database: the key is gone, the call hidden, the receipt
 * written. What takes longer follows; where it fails, {@link Leftovers} goes on with it.
 */
@Service
class Deletions {

    private static final String RUNNING = "running";

    /** A call that nobody indexes counts as running while its sound still comes. */
    private static final Duration STILL_WRITTEN = Duration.ofSeconds(60);

    private final CallIndex calls;
    private final DeletedCalls deleted;
    private final RecordingKeys keys;
    private final RecordingFiles files;
    private final Tombstones tombstones;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Deletions(
            CallIndex calls,
            DeletedCalls deleted,
            RecordingKeys keys,
            RecordingFiles files,
            Tombstones tombstones,
            AuditLog audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.calls = calls;
        this.deleted = deleted;
        this.keys = keys;
        this.files = files;
        this.tombstones = tombstones;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @throws ProblemException 404 where nothing was recorded, 409 while the call runs, 410 when it is deleted already */
    Receipt deleteRecording(String account, String call, @Nullable String reason) {
        requireEnded(call, calls.find(call));
        if (!keys.isKnown(call)) {
            throw ProblemException.notFound("This call was never recorded.");
        }
        Optional<AuditEntry> entry = transaction.execute(status -> keys.delete(call)
                ? Optional.of(audit.add(account, AuditAction.RECORDING_DELETED, call, reason, null))
                : Optional.empty());
        if (entry == null || entry.isEmpty()) {
            throw gone();
        }
        return Receipt.of(entry.get(), call, "recording", 0, deleteFiles(account, call));
    }

    /** @throws ProblemException 404 where there is no such call, 409 while it runs */
    Receipt deleteCall(String account, String call, @Nullable String reason) {
        Optional<CallDocument> document = calls.find(call);
        requireEnded(call, document);
        if (deleted.contains(call) || (document.isEmpty() && !keys.isKnown(call))) {
            throw CallId.unknown();
        }
        AuditEntry entry = Objects.requireNonNull(transaction.execute(status -> {
            deleted.add(call);
            keys.delete(call);
            return audit.add(account, AuditAction.CALL_DELETED, call, reason, null);
        }));
        // Outside of the transaction: somebody may make a key at this moment.
        keys.forbid(call);
        int chunks = deleteFiles(account, call);
        int segments = tombstones.bury(call);
        audit.add(account, AuditAction.CALL_TEXT_DELETED, call, null, "segments: " + segments);
        return Receipt.of(entry, call, "call", segments, chunks);
    }

    private int deleteFiles(String account, String call) {
        int chunks = files.delete(call);
        keys.noteFilesDeleted(call);
        audit.add(account, AuditAction.RECORDING_FILES_DELETED, call, null, "files: " + chunks);
        return chunks;
    }

    private void requireEnded(String call, Optional<CallDocument> document) {
        boolean running = document.map(known -> known.state().equals(RUNNING)).orElseGet(() -> files.lastWritten(call)
                .map(last -> last.isAfter(clock.instant().minus(STILL_WRITTEN)))
                .orElse(false));
        if (running) {
            throw ProblemException.of(new Problem(
                    HttpStatus.CONFLICT,
                    "call-running",
                    "The call still runs",
                    "Delete it when it has ended: until then its words and sound still come."));
        }
    }

    private static ProblemException gone() {
        return ProblemException.of(new Problem(
                HttpStatus.GONE,
                "recording-deleted",
                "The recording was deleted",
                "It was deleted before; the receipt stands in GET /api/v1/audit."));
    }
}
