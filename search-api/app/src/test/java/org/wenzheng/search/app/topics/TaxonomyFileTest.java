package org.wenzheng.search.app.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaxonomyFileTest {

    private final TaxonomyFile files = new TaxonomyFile();

    @TempDir
    Path folder;

    @Test
    void theOneThatComesWithTheProductNamesItsTopics() throws Exception {
        Taxonomy taxonomy = files.taxonomy("");
        assertThat(taxonomy.topics()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(taxonomy.names()).containsEntry("residence", "户籍居住证");
    }

    @Test
    void anOfficesOwnFileIsTakenInstead() throws Exception {
        Path file = folder.resolve("topics.yaml");
        Files.writeString(file, "topics:\n  - {id: a, name: 甲, keywords: [一, 2]}\n  - {id: b, name: 乙}\n");
        assertThat(files.taxonomy(file.toString()).topics())
                .containsExactly(
                        new Taxonomy.Topic("a", "甲", null, null, java.util.List.of("一", "2")),
                        new Taxonomy.Topic("b", "乙", null, null, java.util.List.of()));
    }

    @Test
    void aFileWithAMistakeIsRefusedByName() throws Exception {
        Path file = folder.resolve("topics.yaml");
        for (String mistake : new String[] {"topics: [", "topics: 3", "topics: [{id: a}]", "topics: [x]"}) {
            Files.writeString(file, mistake);
            assertThatThrownBy(() -> files.taxonomy(file.toString()))
                    .as(mistake)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(file.toString());
        }
    }
}
