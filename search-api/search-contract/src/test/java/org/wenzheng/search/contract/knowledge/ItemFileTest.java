package org.wenzheng.search.contract.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ItemFileTest {

    private static final Path SHIPPED = Path.of("../../digital-human/knowledge");
    private static final LocalDate DAY = LocalDate.of(2026, 11, 27);

    @Test
    void readsWhatShips() throws Exception {
        KnowledgeBase base = KnowledgeBase.read(SHIPPED);
        assertThat(base.items()).hasSize(42);
        Map<String, Long> groups = base.items().stream()
                .collect(Collectors.groupingBy(item -> String.valueOf(item.category()), Collectors.counting()));
        assertThat(groups.values()).containsExactlyInAnyOrder(6L, 6L, 6L, 4L, 4L, 5L, 6L, 5L);
        assertThat(base.items())
                .filteredOn(item -> !item.inForce(DAY))
                .extracting(ServiceItem::code)
                .containsExactly("MZ-06");
        assertThat(base.items()).allSatisfy(item -> {
            assertThat(item.editor()).isNotEqualTo(item.reviewer());
            assertThat(item.law()).isNotBlank();
        });
    }

    @Test
    void leavesFourThingsOpenThatPeopleWillAsk() throws Exception {
        KnowledgeBase base = KnowledgeBase.read(SHIPPED);
        assertThat(base.item("YB-03").orElseThrow().promisedTime()).isNull();
        assertThat(base.item("JY-04").orElseThrow().phone()).isNull();
        assertThat(base.item("CG-02").orElseThrow().fee()).isNull();
        assertThat(base.item("GJJ-03").orElseThrow().visits()).isNull();
    }

    @Test
    void writesWhatItReads() throws Exception {
        for (ServiceItem item : KnowledgeBase.read(SHIPPED).items()) {
            assertThat(ItemFile.parse("again.yaml", ItemFile.write(item))).isEqualTo(item);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            code: A|a.yaml:1: name: is missing
            code: A\\nname: B\\nfees: 3|a.yaml:3: Unrecognized field "fees"
            code: A\\nname: B\\nvalid_until: tomorrow|a.yaml:3: valid_until: Cannot deserialize
            code: A\\nname: [|a.yaml:
            code: none\\nname: B|a.yaml:1: code: the code none is taken
            code: ../x\\nname: B|a.yaml:1: code: a code has up to 64
            code: A\\nname: B\\neditor: 甲\\nreviewer: 甲|a.yaml:4: reviewer: the reviewer must be another person
            code: A\\nname: B\\nvalid_from: 2026-02-01\\nvalid_until: 2026-01-01|a.yaml:4: valid_until: the item ends
            code: A\\nname: B\\nmaterials:\\n  - text: C\\n    when: {x: y}|a.yaml:3: materials: "C" depends on x: y
            """)
    void saysFileLineAndReason(String yaml, String message) {
        assertThatThrownBy(() -> ItemFile.parse("a.yaml", yaml.replace("\\n", "\n")))
                .isInstanceOf(KnowledgeException.class)
                .hasMessageContaining(message);
    }

    @Test
    void namesEveryBadFileOfAFolder(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("a.yaml"), "code: A\n");
        Files.writeString(folder.resolve("b.yaml"), "code: B\nname: B\n");
        Files.writeString(folder.resolve("c.yaml"), "");
        assertThatThrownBy(() -> KnowledgeBase.read(folder))
                .hasMessageContaining("a.yaml:1")
                .hasMessageContaining("c.yaml:1")
                .hasMessageNotContaining("b.yaml");
    }

    @Test
    void refusesTwoItemsOfOneCode(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("a.yaml"), "code: A\nname: one\n");
        Files.writeString(folder.resolve("b.yaml"), "code: A\nname: two\n");
        assertThatThrownBy(() -> KnowledgeBase.read(folder)).hasMessageContaining("Two items have the code A");
    }
}
