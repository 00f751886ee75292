package org.wenzheng.search.app.deletion;

import java.io.UncheckedIOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.audit.AuditAction;
import org.wenzheng.search.app.audit.AuditLog;
import org.wenzheng.search.app.calls.DeletedCalls;
import org.wenzheng.search.app.media.RecordingFiles;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.app.recordingkey.RecordingKeys;

/**
 * Finishes deletions that were cut short, and takes away again what comes late: text of a replay, which no reader sees
 * meanwhile, and chunks that were sealed with a key that the recording job still remembered, which nobody can open.
 */
@Component
class Leftovers {

    /** Its own name in the audit log. */
    static final String ACCOUNT = "search-api";

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);
    private static final int CALLS_A_SEARCH = 1000;

    private final DeletedCalls deleted;
    private final RecordingKeys keys;
    private final RecordingFiles files;
    private final Tombstones tombstones;
    private final AuditLog audit;

    Leftovers(DeletedCalls deleted, RecordingKeys keys, RecordingFiles files, Tombstones tombstones, AuditLog audit) {
        this.deleted = deleted;
        this.keys = keys;
        this.files = files;
        this.tombstones = tombstones;
        this.audit = audit;
    }

    @Scheduled(initialDelayString = "PT30S", fixedDelayString = "PT1M")
    void remove() {
        removeFiles();
        removeText();
    }

    private void removeFiles() {
        for (String call : keys.callsWithLeftovers()) {
            try {
                int chunks = files.delete(call);
                keys.noteFilesDeleted(call);
                if (chunks > 0) {
                    audit.add(ACCOUNT, AuditAction.RECORDING_FILES_DELETED, call, null, "files: " + chunks);
                }
            } catch (UncheckedIOException e) {
                LOG.warn("Files of a deleted recording stay for now: {}", e.getMessage());
            }
        }
    }

    private void removeText() {
        List<String> calls = deleted.all();
        try {
            for (int from = 0; from < calls.size(); from += CALLS_A_SEARCH) {
                tombstones
                        .buryAll(calls.subList(from, Math.min(from + CALLS_A_SEARCH, calls.size())))
                        .forEach((call, segments) -> audit.add(
                                ACCOUNT, AuditAction.CALL_TEXT_DELETED_AGAIN, call, null, "segments: " + segments));
            }
        } catch (ProblemException | IllegalStateException e) {
            LOG.warn("Text of deleted calls may stay for now: {}", e.getMessage());
        }
    }
}
