package org.wenzheng.models.manifest;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which files were hashed, so that a start need not read them again.
 *
 * <p>A stamp holds for the very file that was read: size, modification time, and where the system tells them inode and
 * change time, which no copy keeps and no program can set back. A copied or rewritten file is therefore hashed again.
 * It protects against damage and mix-ups, not against somebody who may write into the cache folder.
 */
final class VerifiedStamps {
    private static final Logger LOG = LoggerFactory.getLogger(VerifiedStamps.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<TreeMap<String, Stamp>> STAMPS = new TypeReference<>() {};

    private final Path file;

    VerifiedStamps(Path file) {
        this.file = file;
    }

    /** What a file looked like when it was hashed; times in nanoseconds, {@code -1} where the system has none. */
    record Stamp(long size, long modified, long changed, long inode, String sha256) {

        Fingerprint fingerprint() {
            return new Fingerprint(size, sha256);
        }

        private boolean sameFile(Stamp other) {
            return size == other.size && modified == other.modified && changed == other.changed && inode == other.inode;
        }
    }

    /**
     * The file's fingerprint, from the stamp when it still holds, by reading it otherwise.
     *
     * @param name the stamp's key
     */
    Fingerprint fingerprint(String name, Path weights) throws IOException {
        Stamp now = look(weights, "");
        Stamp then = read().get(name);
        if (then != null && then.sameFile(now)) {
            return then.fingerprint();
        }
        Fingerprint read = Fingerprint.of(weights);
        Stamp after = look(weights, read.sha256());
        if (!after.sameFile(now)) {
            throw new IOException(weights + " changed while it was read");
        }
        remember(name, after);
        return read;
    }

    /** Forgets a file, so that it is read again. */
    void forget(String name) {
        remember(name, null);
    }

    private static Stamp look(Path weights, String sha256) throws IOException {
        Map<String, Object> seen = attributes(weights);
        return new Stamp(
                ((Number) seen.getOrDefault("size", 0L)).longValue(),
                nanos(seen.get("lastModifiedTime")),
                nanos(seen.get("ctime")),
                ((Number) seen.getOrDefault("ino", -1L)).longValue(),
                sha256);
    }

    private static Map<String, Object> attributes(Path weights) throws IOException {
        try {
            return Files.readAttributes(weights, "unix:size,lastModifiedTime,ctime,ino");
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return Files.readAttributes(weights, "size,lastModifiedTime");
        }
    }

    private static long nanos(@Nullable Object time) {
        return time instanceof FileTime t ? t.to(TimeUnit.NANOSECONDS) : -1;
    }

    private Map<String, Stamp> read() {
        try {
            return JSON.readValue(file.toFile(), STAMPS);
        } catch (IOException e) {
            return new TreeMap<>(); // None yet, or damaged: the files are read again.
        }
    }

    private synchronized void remember(String name, @Nullable Stamp stamp) {
        Map<String, Stamp> stamps = new TreeMap<>(read());
        if (stamp == null) {
            stamps.remove(name);
        } else {
            stamps.put(name, stamp);
        }
        try {
            Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
            Path written = Files.createTempFile(folder, "stamp", ".tmp");
            JSON.writeValue(written.toFile(), stamps);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.debug("No stamp can be written; the weights are hashed again at the next start", e);
        }
    }
}
