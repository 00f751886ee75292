package org.wenzheng.models.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells a full disk from other failures. */
final class DiskSpace {
    private static final long MIB = 1 << 20;

    private DiskSpace() {}

    /** Checks before anything is fetched that there is room for the model and its packages. */
    static void require(Path folder, long bytes) throws ModelStoreException, IOException {
        long usable = Files.getFileStore(folder).getUsableSpace();
        if (usable < bytes) {
            throw new ModelStoreException.Transient("The disk of " + folder + " has " + usable / MIB + " MiB left and "
                    + (bytes / MIB + 1) + " MiB are needed. Free some, or point WENZHENG_MODELS to another disk.");
        }
    }

    /** The exception for a failed write: a full disk is named as such, whatever the operating system says. */
    static ModelStoreException.Transient orElse(Path file, IOException failure, String otherwise) {
        String message = String.valueOf(failure.getMessage());
        if (message.contains("No space left") || message.contains("Disk quota")) {
            return new ModelStoreException.Transient(
                    "The disk of " + file + " is full. Free some, or point WENZHENG_MODELS to another disk.", failure);
        }
        return new ModelStoreException.Transient(otherwise, failure);
    }
}
