package org.wenzheng.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledTextsTest {

    @TempDir
    Path folder;

    private Path file(String content) throws Exception {
        return Files.writeString(folder.resolve("rows.csv"), content);
    }

    @Test
    void readsQuotedTextsAndIgnoresOtherColumnsAndAByteOrderMark() throws Exception {
        Path file = file("\uFEFFid,label,text\n1,a,\"你好,\"\"请问\"\"\"\n2,b,再见\n");

        LabelledTexts read = LabelledTexts.read(List.of(file), 10);

        assertThat(read.texts()).containsExactly("你好,\"请问\"", "再见");
        assertThat(read.labels()).containsExactly("a", "b");
    }

    @Test
    void leavesOutRowsWithoutTextOrLabelAndStopsAtTheLimit() throws Exception {
        Path file = file("text,label\n,a\n一,\n二,a\n三,b\n四,b\n");

        assertThat(LabelledTexts.read(List.of(file), 2).texts()).containsExactly("二", "三");
    }

    @Test
    void namesTheColumnThatIsMissing() throws Exception {
        Path file = file("utterance,label\n你好,a\n");

        assertThatThrownBy(() -> LabelledTexts.read(List.of(file), 10))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("no column named text")
                .hasMessageContaining("utterance");
    }

    @Test
    void saysThatAFileIsAbsent() {
        assertThatThrownBy(() -> LabelledTexts.read(List.of(folder.resolve("none.csv")), 10))
                .isInstanceOf(TrainingException.class)
                .hasMessageContaining("none.csv");
    }
}
