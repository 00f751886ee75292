package org.wenzheng.models.manifest;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Turns the bytes of single files into the progress of a model. Used by one thread. */
final class FetchMeter {
    private static final long NANOS_BEFORE_ESTIMATE = Duration.ofSeconds(1).toNanos();

    /** An estimate from less than a hundredth of the model would be a wild one. */
    private static final long LEAST_SHARE = 100;

    private final FetchListener listener;
    private final LongSupplier nanoTime;
    private final ModelManifest manifest;
    private final long started;
    private long found;
    private long finished;
    private long reported;
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

    /** {@code bytes} of the file, or of an archive that has it and perhaps further files, are here. */
    void at(ModelFile file, long bytes) {
        report(file, finished + bytes);
    }

    void finished(ModelFile file) {
        finished += file.fingerprint().size();
        report(file, finished);
    }

    void note(String message) {
        listener.note(message);
    }

    /** Never goes back: an archive counts when it comes in, and its further files not again. */
    private void report(ModelFile file, long bytes) {
        reported = Math.max(reported, Math.min(bytes, manifest.bytes()));
        listener.progress(new FetchListener.Progress(
                manifest.name(), file.name(), source, reported, manifest.bytes(), remaining(reported)));
    }

    private @Nullable Duration remaining(long bytes) {
        long elapsed = nanoTime.getAsLong() - started;
        long fetched = bytes - found;
        if (elapsed < NANOS_BEFORE_ESTIMATE || fetched < manifest.bytes() / LEAST_SHARE) {
            return null;
        }
        double nanosPerByte = (double) elapsed / fetched;
        return Duration.ofNanos((long) (nanosPerByte * (manifest.bytes() - bytes)));
    }
}
