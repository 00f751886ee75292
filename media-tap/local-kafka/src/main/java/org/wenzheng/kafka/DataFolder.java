package org.wenzheng.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds the broker's records: made and formatted at the first start, checked at every start.
 *
 * <p>It is locked for this process before the broker touches it. The broker's own lock comes too late: by then its
 * controller has opened, and perhaps truncated, the metadata that another process is writing.
 */
final class DataFolder {

    private static final long MIB = 1L << 20;

    private final BrokerSettings settings;
    private @Nullable FileChannel lock; // held, open, until the process ends

    DataFolder(BrokerSettings settings) {
        this.settings = settings;
    }

    /**
     * Makes the folder ready for a broker.
     *
     * @throws StartFailure if it cannot be written, has too little space or is in use
     */
    void prepare() throws StartFailure {
        Path folder = settings.data();
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, ".writable", null));
        } catch (IOException e) {
            throw new StartFailure(
                    "Kafka cannot write its data folder " + folder + " (" + e.getMessage()
                            + "). Give this user the right to write it, or set WENZHENG_VAR to another folder.",
                    e);
        }
        lock();
        // Twice the floor at which a running broker stops, so that it does not start and stop in turns.
        long needed = 2 * settings.minimumFreeMb();
        long free = freeMb();
        if (free < needed) {
            throw new StartFailure("Kafka needs " + needed + " MiB of free space in " + folder + ", but only " + free
                    + " MiB are left. Free some space, set WENZHENG_VAR to a folder on a larger disk, or lower"
                    + " KAFKA_MINIMUM_FREE_MB.");
        }
        // Written last and in one step: after a kill in the middle of formatting it is absent.
        if (!Files.exists(folder.resolve("meta.properties"))) {
            format();
        }
    }

    /** What is left on the folder's disk for this user, in MiB. */
    long freeMb() {
        return settings.data().toFile().getUsableSpace() / MIB;
    }

    private void lock() throws StartFailure {
        Path file = settings.data().resolve(".in-use");
        try {
            lock = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                throw new StartFailure("Another process runs a broker on " + settings.data()
                        + ". Stop it first, or set WENZHENG_VAR to another folder.");
            }
        } catch (IOException e) {
            throw new StartFailure("Kafka cannot lock " + file + " (" + e.getMessage() + ").", e);
        }
    }

    private void format() throws StartFailure {
        String folder = settings.data().toString();
        try {
            new Formatter()
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                    .setNodeId(settings.node())
                    .setClusterId(Uuid.randomUuid().toString())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(folder)
                    .addDirectory(folder)
                    .run();
        } catch (Exception e) { // the formatter declares no less
            throw new StartFailure(
                    "Kafka cannot prepare its data folder " + folder + " (" + e.getMessage()
                            + "). If it holds nothing that you need, delete it and start again.",
                    e);
        }
    }
}
