package org.wenzheng.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OperatorSnapshotUtil;

/**
 * State that operators of an earlier version saved. {@code -Dwenzheng.golden=write} writes what is absent and touches no
 * other.
 */
public final class SavedState {
    private static final Path FOLDER = Path.of("src/test/resources/state");

    private SavedState() {}

    /** Takes a snapshot. */
    public interface Snapshot {
        /** The state of an operator that has had its input. */
        OperatorSubtaskState take() throws Exception;
    }

    /** What version 1 saved under that name. */
    public static OperatorSubtaskState read(String name, Snapshot now) throws Exception {
        Path file = FOLDER.resolve(name + ".v1.bin");
        if ("write".equals(System.getProperty("wenzheng.golden")) && !Files.exists(file)) {
            Files.createDirectories(FOLDER);
            OperatorSnapshotUtil.writeStateHandle(now.take(), file.toString());
        }
        if (!Files.exists(file)) {
            throw new IOException(file + " is absent: run once with -Dwenzheng.golden=write and commit it");
        }
        return OperatorSnapshotUtil.readStateHandle(file.toString());
    }
}
