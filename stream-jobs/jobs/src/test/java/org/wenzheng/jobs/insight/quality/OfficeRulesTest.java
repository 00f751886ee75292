package org.wenzheng.jobs.insight.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.media.records.v1.Role;

class OfficeRulesTest {

    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();

    private OfficeRules rules() {
        return new OfficeRules(file(), nanos::get);
    }

    private Path file() {
        return folder.resolve("quality").resolve("phrases.yaml");
    }

    private void write(String phrase, int second) throws Exception {
        Files.writeString(file(), "- {kind: forbidden, phrases: [%s], matches: [%s]}".formatted(phrase, phrase));
        Files.setLastModifiedTime(file(), FileTime.fromMillis(second * 1000L));
        nanos.addAndGet(6_000_000_000L);
    }

    private static List<String> found(OfficeRules rules, Role role, String text) {
        Turn said = new Turn("s", "li", role.getNumber(), 0, 1000, 5, 0.9f, false, text, List.of());
        return rules.turn(said, List.of()).phrases().stream()
                .map(PhraseHit::phrase)
                .toList();
    }

    @Test
    void writesTheShippedRulesWhereTheOfficeMayEditThem() throws Exception {
        assertThat(found(rules(), Role.STAFF, "这个不归我管。")).containsExactly("不归我管");
        assertThat(file()).content().contains("服务忌语");
    }

    @Test
    void takesAChangeUpAndKeepsTheOldOnesWhereItCannotBeUsed() throws Exception {
        OfficeRules rules = rules();
        write("改天再来", 10);
        assertThat(found(rules, Role.STAFF, "你改天再来，不归我管。")).containsExactly("改天再来");
        write("走", 20);
        assertThat(found(rules, Role.STAFF, "你改天再来。")).containsExactly("改天再来");
        Files.delete(file());
        nanos.addAndGet(6_000_000_000L);
        assertThat(found(rules, Role.STAFF, "你改天再来。")).containsExactly("改天再来");
        write("不管", 30);
        assertThat(found(rules, Role.STAFF, "这我不管。")).containsExactly("不管");
    }

    @Test
    void judgesStaffAlone() {
        OfficeRules rules = rules();
        assertThat(found(rules, Role.CITIZEN, "他说不归我管。")).isEmpty();
        assertThat(found(rules, Role.DIGITAL_HUMAN, "您好。")).isEmpty();
    }
}
