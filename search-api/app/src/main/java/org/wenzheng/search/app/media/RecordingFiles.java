package org.wenzheng.search.app.media;

import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The ciphertext of recordings, found by call alone: also of calls that were never indexed. */
@Component
public final class RecordingFiles {

    private final RecordingStore store;
    private final ChunkSound chunks;

    RecordingFiles(RecordingStore store, ChunkSound chunks) {
        this.store = store;
        this.chunks = chunks;
    }

    /**
     * Deletes all files of a call, and forgets what was decoded of them.
     *
     * @return how many chunks there were
     * @throws java.io.UncheckedIOException when one cannot be deleted; those before it are gone
     */
    public int delete(String call) {
        chunks.forget(call);
        return store.delete(call);
    }

    /** When the last chunk of a call was written; empty where there is none. */
    public Optional<Instant> lastWritten(String call) {
        return store.lastWritten(call);
    }
}
