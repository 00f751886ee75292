package org.wenzheng.models.runtime.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.util.Utils;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class OnnxEngineTest {

    /** What the test starts: a process that has never seen this machine. */
    static final class Fresh {
        private Fresh() {}

        public static void main(String[] args) throws Exception {
            System.out.println("version " + OnnxEngine.environment().getVersion());
            System.out.println("offline " + Utils.isOfflineMode());
            try (var words = Fresh.class.getResourceAsStream("/bge-small-zh-v1.5-tokenizer.json");
                    HuggingFaceTokenizer tokenizer = HuggingFaceTokenizer.newInstance(words, Map.of())) {
                System.out.println("tokens " + tokenizer.encode("问政").getIds().length);
            }
        }
    }

    @Test
    void aFreshProcessStartsOfflineAndLeavesItsLibrariesInTheCacheAlone(@TempDir Path machine) throws Exception {
        Path home = Files.createDirectories(machine.resolve("home"));
        Path temporary = Files.createDirectories(machine.resolve("tmp"));
        Path cache = machine.resolve("cache");

        // Twice: the second start finds what the first one unpacked.
        String first = start(home, temporary, cache);
        List<Path> unpacked = files(cache);
        String second = start(home, temporary, cache);

        assertThat(first).contains("version ").contains("offline true").contains("tokens 4");
        assertThat(second).isEqualTo(first);
        assertThat(unpacked).anyMatch(file -> file.endsWith("libonnxruntime.so"));
        assertThat(unpacked).anyMatch(file -> file.toString().contains("tokenizers"));
        assertThat(files(cache)).containsExactlyElementsOf(unpacked);
        assertThat(files(home)).isEmpty();
        assertThat(files(temporary)).isEmpty();
    }

    private static String start(Path home, Path temporary, Path cache) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:-UsePerfData",
                        "-Duser.home=" + home,
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Fresh.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("WENZHENG_MODELS", cache.toString());
        builder.environment().put("HOME", home.toString());
        builder.environment().remove("DJL_CACHE_DIR");
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }

    private static List<Path> files(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
