package org.wenzheng.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetainedCheckpointsTest {
    @TempDir
    private Path folder;

    private Path whole(int number) throws IOException {
        Path checkpoint = Files.createDirectory(folder.resolve("chk-" + number));
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(checkpoint.resolve("_metadata")))) {
            Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(number, List.of(), List.of()), out);
        }
        return checkpoint;
    }

    @Test
    void takesTheNewestByNumber() throws IOException {
        whole(9);
        Path newest = whole(10);
        assertThat(RetainedCheckpoints.newest(folder)).contains(newest);
    }

    @Test
    void passesOverWhatWasBeingWritten() throws IOException {
        Path good = whole(3);
        Files.createDirectory(folder.resolve("chk-4"));
        Files.createDirectory(folder.resolve("shared"));
        assertThat(RetainedCheckpoints.newest(folder)).contains(good);
        assertThat(folder.resolve("chk-4")).doesNotExist(); // or the next checkpoint of that number would not fit
        assertThat(folder.resolve("shared")).exists();
    }

    @Test
    void passesOverMetadataThatCannotBeRead() throws IOException {
        Path good = whole(3);
        Files.writeString(whole(4).resolve("_metadata"), "cut short");
        assertThat(RetainedCheckpoints.newest(folder)).contains(good);
    }

    @Test
    void findsNothingWhereNothingIs() throws IOException {
        assertThat(RetainedCheckpoints.newest(folder.resolve("absent"))).isEmpty();
        assertThat(RetainedCheckpoints.newest(folder)).isEmpty();
    }
}
