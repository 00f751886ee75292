package org.wenzheng.models.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {
    private static final byte[] WEIGHTS = Weights.bytes(1, 10_000);
    private static final ModelManifest MODEL = Weights.model("small", Weights.file("deep/weights.bin", WEIGHTS));

    @TempDir
    Path cache;

    @Test
    void anUnknownModelIsAnsweredWithTheKnownOnes() {
        assertThatThrownBy(() -> store(MODEL).resolve("smal"))
                .isInstanceOf(ModelStoreException.Permanent.class)
                .hasMessageContaining("'smal'")
                .hasMessageContaining("small")
                .hasMessageContaining("WENZHENG_MODEL_MANIFESTS");
    }

    @Test
    void anAbsentModelIsAnsweredWithTheCommandToType() {
        assertThatThrownBy(() -> store(MODEL).resolve("small"))
                .isInstanceOf(ModelStoreException.Absent.class)
                .hasMessageContaining("./run models fetch small");
        assertThat(store(MODEL).list().get(0).state()).isEqualTo(ModelStore.State.ABSENT);
    }

    @Test
    void aFolderCopiedFromAnotherMachineIsUsedWithoutANetwork() throws Exception {
        place(WEIGHTS);
        assertThat(store(MODEL).resolve("small").resolve("deep/weights.bin")).hasBinaryContent(WEIGHTS);
        assertThat(store(MODEL).fetch("small", FetchListener.SILENT)).isEqualTo(cache.resolve("small"));
        assertThat(store(MODEL).list().get(0).state()).isEqualTo(ModelStore.State.INSTALLED);
    }

    @Test
    void damagedWeightsAreNeverResolvedAndNamedWhole() throws Exception {
        byte[] damaged = WEIGHTS.clone();
        damaged[777] ^= 1;
        Path file = place(damaged);
        assertThatThrownBy(() -> store(MODEL).resolve("small"))
                .isInstanceOf(ModelStoreException.WrongBytes.class)
                .hasMessageContaining("deep/weights.bin")
                .hasMessageContaining(Weights.fingerprint(WEIGHTS).sha256())
                .hasMessageContaining(Weights.fingerprint(damaged).sha256())
                .hasMessageContaining(file.toString());
    }

    @Test
    void whatWasVerifiedIsRememberedUntilTheFileChanges() throws Exception {
        Path file = place(WEIGHTS);
        store(MODEL).resolve("small");
        Path stamps = cache.resolve(".verified/small.json");
        FileTime written = Files.getLastModifiedTime(stamps);
        store(MODEL).resolve("small");
        assertThat(Files.getLastModifiedTime(stamps)).as("not hashed again").isEqualTo(written);

        // Same size, same modification time, other bytes.
        FileTime modified = Files.getLastModifiedTime(file);
        byte[] swapped = WEIGHTS.clone();
        swapped[0] ^= 1;
        Files.write(file, swapped);
        Files.setLastModifiedTime(file, modified);
        assertThatThrownBy(() -> store(MODEL).resolve("small")).isInstanceOf(ModelStoreException.WrongBytes.class);
    }

    @Test
    void aStampThatWasCopiedAlongProvesNothing(@TempDir Path other) throws Exception {
        Path file = place(WEIGHTS);
        store(MODEL).resolve("small");
        byte[] damaged = WEIGHTS.clone();
        damaged[9_999] ^= 1;
        Path copy = other.resolve("small/deep/weights.bin");
        Files.createDirectories(copy.getParent());
        Files.write(copy, damaged);
        Files.setLastModifiedTime(copy, Files.getLastModifiedTime(file));
        Files.createDirectories(other.resolve(".verified"));
        Files.copy(
                cache.resolve(".verified/small.json"),
                other.resolve(".verified/small.json"),
                StandardCopyOption.COPY_ATTRIBUTES);
        assertThatThrownBy(() -> store(other, MODEL).resolve("small"))
                .isInstanceOf(ModelStoreException.WrongBytes.class);
    }

    @Test
    void verifyReadsEverythingAnewAndListsEveryFile() throws Exception {
        ModelManifest two = Weights.model(
                "small", Weights.file("deep/weights.bin", WEIGHTS), Weights.file("words.txt", Weights.bytes(2, 10)));
        place(WEIGHTS);
        assertThat(store(two).list().get(0).state()).isEqualTo(ModelStore.State.PARTLY);
        assertThat(store(two).verify("small"))
                .satisfiesExactly(right -> assertThat(right.right()).isTrue(), missing -> {
                    assertThat(missing.right()).isFalse();
                    assertThat(missing.file()).isEqualTo("words.txt");
                    assertThat(missing.got()).isEqualTo("no such file");
                });
    }

    @Test
    void aModelWithoutAPinIsNeverLoadedAndTheMessageSaysWhatToDo() throws Exception {
        ModelManifest unpinned = new ModelManifest(
                "big",
                "recognition",
                "vosk",
                java.util.List.of("zh"),
                "MIT",
                "",
                "Unseen.",
                false,
                java.util.List.of(),
                "https://models.example/big.zip");
        Files.createDirectories(cache.resolve("big"));
        assertThat(store(unpinned).list().get(0).state()).isEqualTo(ModelStore.State.UNPINNED);
        assertThatThrownBy(() -> store(unpinned).fetch("big", FetchListener.SILENT))
                .isInstanceOf(ModelStoreException.Permanent.class)
                .hasMessageContaining("https://models.example/big.zip")
                .hasMessageContaining("docs/models.md");
        assertThatThrownBy(() -> store(unpinned).resolve("big")).isInstanceOf(ModelStoreException.Permanent.class);
    }

    @Test
    void theCacheIsWhereTheEnvironmentSays() {
        assertThat(ModelStore.defaultCache(Map.of("WENZHENG_MODELS", "/data/m")))
                .isEqualTo(Path.of("/data/m"));
        assertThat(ModelStore.defaultCache(Map.of("XDG_CACHE_HOME", "/c"))).isEqualTo(Path.of("/c/wenzheng/models"));
        assertThat(ModelStore.defaultCache(Map.of()))
                .isEqualTo(Path.of(System.getProperty("user.home"), ".cache/wenzheng/models"));
    }

    private Path place(byte[] bytes) throws Exception {
        Path file = cache.resolve("small/deep/weights.bin");
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    private ModelStore store(ModelManifest manifest) {
        return store(cache, manifest);
    }

    private static ModelStore store(Path cache, ModelManifest manifest) {
        PackageClients none = (part, folder, progress) -> {
            throw new ModelStoreException.Permanent("no clients here");
        };
        return new ModelStore(cache, ModelCatalogue.of(manifest), none, Duration.ofSeconds(3), Map.of());
    }
}
