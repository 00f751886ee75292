package org.wenzheng.cli.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Recordings under names that were never used: a call's id comes from a file's bytes and name, so that a replay of one is a
 * call of which nothing is known yet. Safe for any thread; close it to take the names away.
 */
public final class UnknownCalls implements AutoCloseable {

    private final Path links;
    private final AtomicInteger number = new AtomicInteger();

    /** Prepares a folder for the names. */
    public UnknownCalls() throws IOException {
        links = Files.createTempDirectory("wenzheng-calls");
    }

    /** Another name for the recording. */
    public Path of(Path recording) throws IOException {
        return Files.createSymbolicLink(
                links.resolve(System.nanoTime() + "-" + number.getAndIncrement() + "-" + recording.getFileName()),
                recording.toAbsolutePath());
    }

    @Override
    public void close() throws IOException {
        try (var names = Files.list(links)) {
            for (Path name : names.toList()) {
                Files.delete(name);
            }
        }
        Files.delete(links);
    }
}
