package org.wenzheng.digitalhuman.retrieval;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.models.runtime.embedding.TextEmbedder;

class KeptVectorsTest {

    @TempDir
    private Path folder;

    private final List<String> embedded = new ArrayList<>();
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("vectors/items.bin");
    }

    private final class Lengths implements TextEmbedder {
        private final String model;

        Lengths(String model) {
            this.model = model;
        }

        @Override
        public String model() {
            return model;
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            embedded.addAll(texts);
            return texts.stream().map(text -> new float[] {text.length(), 1}).toList();
        }

        @Override
        public void close() {}
    }

    @Test
    void theNextStartEmbedsOnlyWhatIsNew() throws Exception {
        new KeptVectors(new Lengths("a"), file).embed(List.of("居住证", "社保卡"));
        List<float[]> again = new KeptVectors(new Lengths("a"), file).embed(List.of("社保卡", "公积金贷款"));
        assertThat(embedded).containsExactly("居住证", "社保卡", "公积金贷款");
        assertThat(again).containsExactly(new float[] {3, 1}, new float[] {5, 1});
    }

    @Test
    void vectorsOfAnotherModelOrABrokenFileAreMadeAnew() throws Exception {
        new KeptVectors(new Lengths("a"), file).embed(List.of("居住证"));
        new KeptVectors(new Lengths("b"), file).embed(List.of("居住证"));
        assertThat(embedded).hasSize(2);
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 3));
        assertThat(new KeptVectors(new Lengths("b"), file).embed(List.of("居住证")))
                .containsExactly(new float[] {3, 1});
        assertThat(embedded).hasSize(3);
    }
}
