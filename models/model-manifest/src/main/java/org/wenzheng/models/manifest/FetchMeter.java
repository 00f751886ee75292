package org.wenzheng.models.manifest;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of single files into the progress of a model. Used by one thread. */
final class FetchMeter {
    private static final long NANOS_BEFORE_ESTIMATE = Duration.ofSeconds(1).toNanos();

    private final FetchListener listener;
    private final LongSupplier nanoTime;
    private final ModelManifest manifest;
    private final long started;
    private long found;
    private long finished;
    private String source = "";

    FetchMeter(ModelManifest manifest, FetchListener listener, LongSupplier nanoTime) {
        this.manifest = manifest;
        this.listener = listener;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
    }

    /** A file that need not be fetched. */
    void found(ModelFile file) {
        found += file.fingerprint().size();
        finished += file.fingerprint().size();
    }

    void from(FileSource source) {
        this.source = source.toString();
    }

    /** {@code bytes} of the file are here; an archive may be larger than the file, so it is cut at the file's size. */
    void at(ModelFile file, long bytes) {
        report(file, finished + Math.min(bytes, file.fingerprint().size()));
    }

    void finished(ModelFile file) {
        finished += file.fingerprint().size();
        report(file, finished);
    }

    void note(String message) {
        listener.note(message);
    }

    private void report(ModelFile file, long bytes) {
        listener.progress(new FetchListener.Progress(
                manifest.name(), file.name(), source, bytes, manifest.bytes(), remaining(bytes)));
    }

    private @Nullable Duration remaining(long bytes) {
        long elapsed = nanoTime.getAsLong() - started;
        long fetched = bytes - found;
        if (elapsed < NANOS_BEFORE_ESTIMATE || fetched <= 0) {
            return null;
        }
        double nanosPerByte = (double) elapsed / fetched;
        return Duration.ofNanos((long) (nanosPerByte * (manifest.bytes() - bytes)));
    }
}
