package org.wenzheng.models.runtime.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GraphFilesTest {

    @TempDir
    Path folder;

    @Test
    void writesAGraphOnceAndAnotherLayoutBesideIt() throws Exception {
        GraphFiles first = GraphFiles.install(folder, new byte[] {1}, new byte[] {2});
        GraphFiles again = GraphFiles.install(folder, new byte[] {1}, new byte[] {2});
        GraphFiles other = GraphFiles.install(folder, new byte[] {3}, new byte[] {2});

        assertThat(again).isEqualTo(first);
        assertThat(other.encoder()).isNotEqualTo(first.encoder());
        assertThat(other.decoder()).isEqualTo(first.decoder());
        assertThat(Files.readAllBytes(first.decoder())).containsExactly(2);
        assertThat(files()).hasSize(3).allMatch(name -> name.endsWith(".onnx"));
    }

    @Test
    void mendsADamagedGraph() throws Exception {
        GraphFiles first = GraphFiles.install(folder, new byte[] {1}, new byte[] {2});
        Files.write(first.encoder(), new byte[0]);

        GraphFiles.install(folder, new byte[] {1}, new byte[] {2});

        assertThat(Files.readAllBytes(first.encoder())).containsExactly(1);
    }

    private List<String> files() throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
