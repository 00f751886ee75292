package org.wenzheng.digitalhuman.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.embedding.TextEmbedder;
import org.wenzheng.search.contract.knowledge.ServiceItem;

class LiveRetrievalTest {

    private static final String ITEM = "code: %s\nname: %s\neditor: 甲\n%s";
    private static final String APPROVED = "reviewer: 乙\n";

    @TempDir
    private Path folder;

    @TempDir
    private Path vectors;

    private LiveRetrieval retrieval;

    /** Vectors by characters: like texts are near. */
    private static final class Characters implements TextEmbedder {
        @Override
        public String model() {
            return "characters";
        }

        @Override
        public int dimensions() {
            return 64;
        }

        @Override
        public List<float[]> embed(List<String> texts) {
            List<float[]> vectors = new ArrayList<>();
            for (String text : texts) {
                float[] vector = new float[64];
                text.chars().forEach(c -> vector[c % 64]++);
                double length = 0;
                for (float value : vector) {
                    length += value * value;
                }
                for (int i = 0; i < vector.length; i++) {
                    vector[i] /= (float) Math.max(1e-6, Math.sqrt(length));
                }
                vectors.add(vector);
            }
            return vectors;
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void start() throws Exception {
        write("A", "养犬登记", APPROVED);
        retrieval = new LiveRetrieval(folder, Characters::new, vectors.resolve("items.bin"));
    }

    /** Indexing goes on behind a test that asks nothing, and would write while the folder is deleted. */
    @AfterEach
    void awaitTheFirstIndex() throws ModelException {
        retrieval.find("养犬登记", LocalDate.of(2026, 11, 27), Set.of());
    }

    private void write(String code, String name, String more) throws Exception {
        Files.writeString(folder.resolve(code + ".yaml"), ITEM.formatted(code, name, more));
    }

    private List<String> codes() {
        return retrieval.base().items().stream().map(ServiceItem::code).toList();
    }

    @Test
    void takesAnItemInWhenASecondPersonApprovedIt() throws Exception {
        write("B", "取水许可", "");
        retrieval.refresh();
        assertThat(codes()).as("a draft").containsExactly("A");
        write("B", "取水许可", APPROVED);
        assertThat(retrieval.refresh()).isTrue();
        assertThat(codes()).containsExactly("A", "B");
        assertThat(retrieval.find("取水许可", LocalDate.of(2026, 11, 27), Set.of()))
                .isInstanceOfSatisfying(
                        Finding.Found.class,
                        found -> assertThat(found.item().code()).isEqualTo("B"));
    }

    @Test
    void aBadFileChangesNothing() throws Exception {
        Files.writeString(folder.resolve("B.yaml"), "code: B\nname: [\n");
        assertThat(retrieval.refresh()).isFalse();
        assertThat(codes()).containsExactly("A");
        write("B", "取水许可", APPROVED);
        assertThat(retrieval.refresh()).isTrue();
    }

    @Test
    void looksOnlyWhenSomethingChanged() {
        assertThat(retrieval.refresh()).isFalse();
    }

    @Test
    void forgetsWhatIsTakenAway() throws Exception {
        write("B", "取水许可", APPROVED);
        retrieval.refresh();
        Files.delete(folder.resolve("A.yaml"));
        assertThat(retrieval.refresh()).isTrue();
        assertThat(codes()).containsExactly("B");
    }

    @Test
    void tellsWhereTheEmbedderDoesNotLoad() throws Exception {
        LiveRetrieval broken = new LiveRetrieval(
                folder,
                () -> {
                    throw new ModelException.Permanent("no weights", null);
                },
                vectors.resolve("items.bin"));
        assertThat(broken.base().items()).isNotEmpty();
        assertThatThrownBy(() -> broken.find("居住证", LocalDate.of(2026, 11, 25), Set.of()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("no weights");
    }
}
