package org.wenzheng.replay.stitch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StitchManifestTest {

    @TempDir
    Path folder;

    @Test
    void readsTheColumnsItNeedsByName() throws Exception {
        touch("a.wav", "sub/b.wav");
        Path manifest = write("\uFEFFfile\tspeaker\tlang\ttranscript\na.wav\tS1\tzh\t你好\n\nsub/b.wav\tS2\ten\thello\n");
        assertThat(StitchManifest.read(manifest, Optional.empty(), Optional.empty()))
                .containsExactly(
                        new Clip(folder.resolve("a.wav"), "a.wav", "你好"),
                        new Clip(folder.resolve("sub/b.wav"), "sub/b.wav", "hello"));
        assertThat(StitchManifest.read(manifest, Optional.of(folder), Optional.of("en")))
                .extracting(Clip::transcript)
                .containsExactly("hello");
    }

    @Test
    void takesAllClipsWhereNoLanguageIsTold() throws Exception {
        touch("a.wav");
        assertThat(StitchManifest.read(write("file\ttranscript\na.wav\t你好\n"), Optional.empty(), Optional.of("zh")))
                .hasSize(1);
    }

    @Test
    void saysWhatIsWrong() throws Exception {
        touch("a.wav");
        assertInvalid("", "is empty");
        assertInvalid("file\ttext\na.wav\thello\n", "no column \"transcript\"", "file, text");
        assertInvalid("file\ttranscript\na.wav\n", "line 2", "only 1 columns");
        assertInvalid("file\ttranscript\na.wav\thello\nlost.wav\tbye\n", "line 3", "lost.wav");
        assertInvalid("file\ttranscript\n", "names no clip");
        assertThatThrownBy(() -> StitchManifest.read(folder.resolve("no.tsv"), Optional.empty(), Optional.empty()))
                .isInstanceOf(InvalidManifestException.class)
                .hasMessageContaining("There is no manifest");
    }

    private void assertInvalid(String text, String... parts) throws IOException {
        Path manifest = write(text);
        assertThatThrownBy(() -> StitchManifest.read(manifest, Optional.empty(), Optional.empty()))
                .isInstanceOf(InvalidManifestException.class)
                .hasMessageContainingAll(parts);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("manifest.tsv"), text);
    }

    private void touch(String... names) throws IOException {
        for (String name : List.of(names)) {
            Files.createDirectories(folder.resolve("sub"));
            Files.createFile(folder.resolve(name));
        }
    }
}
