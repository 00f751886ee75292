package org.wenzheng.models.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelCatalogueTest {
    private static final String SHA = "a".repeat(64);

    @TempDir
    Path own;

    @Test
    void everyShippedFileHasAnOfficialAddressFirstAndAPackageAfterIt() throws Exception {
        assertThat(ModelCatalogue.load(null).all())
                .extracting(ModelManifest::name)
                .containsExactly("kokoro-zh", "silero-vad", "vosk-cn", "vosk-ko", "vosk-small-cn", "whisper-base");
        for (ModelManifest manifest : ModelCatalogue.load(null).all()) {
            assertThat(manifest.pinned()).isEqualTo(manifest.tested());
            assertThat(manifest.card()).isNotBlank();
            for (ModelFile file : manifest.files()) {
                assertThat(file.sources())
                        .as(manifest.name() + "/" + file.name())
                        .hasSizeGreaterThan(1);
                FilePart first = file.sources().get(0).parts().get(0);
                assertThat(first.origin()).isEqualTo(FilePart.Origin.URL);
                assertThat(first.name()).startsWith("https://");
                assertThat(file.sources().get(0).fingerprint()).isEqualTo(file.fingerprint());
                assertThat(file.sources().get(1).parts()).noneMatch(part -> part.origin() == FilePart.Origin.URL);
            }
        }
    }

    @Test
    void anOfficesOwnManifestWinsOverAShippedOne() throws Exception {
        write("name: vosk-small-cn", "files: [{name: am/final.mdl, size: 7, sha256: " + SHA + "}]");
        ModelManifest manifest = ModelCatalogue.load(own).get("vosk-small-cn");
        assertThat(manifest.pinned()).isTrue();
        assertThat(manifest.bytes()).isEqualTo(7);
        assertThat(manifest.files().get(0).sources()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsTold() {
        assertThatThrownBy(() -> ModelCatalogue.load(own.resolve("none")))
                .isInstanceOf(ModelStoreException.Permanent.class)
                .hasMessageContaining("WENZHENG_MODEL_MANIFESTS");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name: Bad Name | files: [] | lower-case",
                "name: m | files: [] | unpinned_address",
                "name: m | files: [{name: ../x, size: 1, sha256: SHA}] | hidden step",
                "name: m | files: [{name: /x, size: 1, sha256: SHA}] | relative path",
                "name: m | files: [{name: x, size: 1}] | both size and sha256",
                "name: m | files: [{name: x, size: 1, sha256: ABC}] | 64 lower-case",
                "name: m | files: [{name: x, size: 1, sha256: SHA, sources: [{pip: p}]}] | needs a version",
                "name: m | files: [{name: x, size: 1, sha256: SHA, sources: [{pip: --evil, version: 1, member: x}]}] | '-'",
                "name: m | files: [{name: x, size: 1, sha256: SHA, sources: [{url: 'file:///etc/passwd'}]}] | https://",
                "name: m | files: [{name: x, size: 1, sha256: SHA, sources: [{member: x}]}] | exactly one of",
                "name: m | surprise: true | surprise",
                "name: m | files: [ | manifest",
            })
    void aWrongManifestIsNamedWithWhatIsWrong(String first, String second, String said) throws Exception {
        write(first, second.replace("SHA", SHA));
        assertThatThrownBy(() -> ModelCatalogue.load(own))
                .isInstanceOf(ModelStoreException.Permanent.class)
                .hasMessageContaining("own.yaml")
                .hasMessageContaining(said);
    }

    private void write(String... lines) throws Exception {
        Files.writeString(
                own.resolve("own.yaml"),
                "role: recognition\nengine: vosk\nlicence: Apache-2.0\ncard: Ours.\n" + String.join("\n", lines)
                        + "\n");
    }
}
