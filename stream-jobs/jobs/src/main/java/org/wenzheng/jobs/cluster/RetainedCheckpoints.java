package org.wenzheng.jobs.cluster;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what a job that was killed can go on from. Flink writes {@code chk-N/_metadata} last and by rename, so that a
 * checkpoint with readable metadata is whole.
 */
final class RetainedCheckpoints {
    private static final Logger LOG = LoggerFactory.getLogger(RetainedCheckpoints.class);
    private static final String PREFIX = "chk-";
    private static final String METADATA = "_metadata";

    private RetainedCheckpoints() {}

    /**
     * The newest whole checkpoint. What was begun after it and never finished is removed.
     *
     * @param folder of one job; may be absent
     * @throws IOException when the folder cannot be read
     */
    static Optional<Path> newest(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Path> newestFirst;
        try (Stream<Path> entries = Files.list(folder)) {
            newestFirst = entries.filter(entry -> number(entry) >= 0)
                    .sorted(Comparator.comparingLong(RetainedCheckpoints::number)
                            .reversed())
                    .toList();
        }
        Optional<Path> newest =
                newestFirst.stream().filter(RetainedCheckpoints::whole).findFirst();
        long number = newest.map(RetainedCheckpoints::number).orElse(-1L);
        for (Path checkpoint : newestFirst) {
            if (number(checkpoint) > number) { // left by a process that died while it wrote: in the way of the next
                FileUtils.deleteDirectory(checkpoint.toFile());
            }
        }
        return newest;
    }

    private static boolean whole(Path checkpoint) {
        Path metadata = checkpoint.resolve(METADATA);
        if (!Files.isRegularFile(metadata)) {
            return false; // was being written when the process died
        }
        try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
            Checkpoints.loadCheckpointMetadata(
                    in,
                    RetainedCheckpoints.class.getClassLoader(),
                    checkpoint.toUri().toString());
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn("Checkpoint {} cannot be read, an older one is taken", checkpoint, e);
            return false;
        }
    }

    private static long number(Path checkpoint) {
        String name = String.valueOf(checkpoint.getFileName());
        if (!name.startsWith(PREFIX)) {
            return -1;
        }
        try {
            return Long.parseLong(name.substring(PREFIX.length()));
        } catch (NumberFormatException e) {
            return -1;
        }
    }
}
