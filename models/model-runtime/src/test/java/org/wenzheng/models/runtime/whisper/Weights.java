package org.wenzheng.models.runtime.whisper;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Where tests find the weights and recordings; they say that they skip where those are absent. */
final class Weights {

    private Weights() {}

    static Path whisperBase() {
        String cache = Objects.requireNonNullElse(
                System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home") + "/.cache");
        Path models = Path.of(Objects.requireNonNullElse(System.getenv("WENZHENG_MODELS"), cache + "/wenzheng/models"));
        Path folder = models.resolve("whisper-base");
        assumeTrue(
                Files.isRegularFile(folder.resolve("model.bin")),
                "skipped: whisper-base is not fetched (./run models fetch)");
        return folder;
    }

    static Path recordings() {
        Path audio = Path.of(System.getProperty("wenzheng.data", "none")).resolve("audio");
        assumeTrue(Files.isDirectory(audio), "skipped: no recordings at -Dwenzheng.data");
        return audio;
    }
}
