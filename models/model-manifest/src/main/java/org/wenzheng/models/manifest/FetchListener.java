package org.wenzheng.models.manifest;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Hears how a fetch goes on. Called on the fetching thread, several times a second while bytes come in. */
@FunctionalInterface
public interface FetchListener {

    /** Hears nothing. */
    FetchListener SILENT = progress -> {};

    /** Bytes came in. */
    void progress(Progress progress);

    /** Something a person wants to know: a source that was given up, another process that is fetching. */
    default void note(String message) {}

    /**
     * Where a fetch stands.
     *
     * @param file the file under way
     * @param source where it comes from
     * @param bytes of the model so far, those found in the cache included
     * @param totalBytes of the model
     * @param remaining estimate from the speed of this fetch; null until there is one
     */
    record Progress(
            String model, String file, String source, long bytes, long totalBytes, @Nullable Duration remaining) {}
}
