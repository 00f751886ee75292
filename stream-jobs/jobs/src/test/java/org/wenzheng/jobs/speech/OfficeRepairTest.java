package org.wenzheng.jobs.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.models.runtime.speech.TextRepair.Hypothesis;

class OfficeRepairTest {

    private static final String HEARD = "澄心泊办在哪里";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it
    Path folder;

    private static String repaired(OfficeRepair repair) {
        return repair.repair(List.of(new Hypothesis(HEARD, -5))).text();
    }

    @Test
    void takesTheWordsOfTextsThatChange() throws IOException {
        OfficeRepair repair = new OfficeRepair(List.of(folder));
        assertThat(repaired(repair)).doesNotContain("驳办");

        Files.writeString(folder.resolve("place.txt"), "澄心驳办\n澄心驳办在哪里");
        repair.look();
        assertThat(repaired(repair)).isEqualTo("澄心驳办在哪里");

        Files.delete(folder.resolve("place.txt"));
        repair.look();
        assertThat(repaired(repair)).doesNotContain("驳办");
    }

    @Test
    void keepsItsWordsWhileTextsCannotBeRead() throws IOException {
        Path text = folder.resolve("place.txt");
        Files.writeString(text, "澄心驳办\n澄心驳办在哪里");
        OfficeRepair repair = new OfficeRepair(List.of(folder));

        try (var file = new java.io.RandomAccessFile(folder.resolve("huge.txt").toFile(), "rw")) {
            file.setLength((64L << 20) + 1);
        }
        repair.look();
        assertThat(repaired(repair)).isEqualTo("澄心驳办在哪里");
    }
}
