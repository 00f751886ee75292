package org.wenzheng.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TermRecallTest {

    @Test
    void countsEachTimeThatATermWasSaid() {
        TermRecall recall = new TermRecall(List.of("居住证", "社保卡", "居住证"));
        recall.add("居住证和居住证，还有社保卡", "居住证和居住征，还有社保卡。居住证");
        recall.add("与此无关", "社保卡");
        assertThat(recall.said()).isEqualTo(3);
        assertThat(recall.recall()).isEqualTo(1.0);

        recall.add("居住证", "居住征");
        assertThat(recall.recall()).isEqualTo(0.75);
    }

    @Test
    void givesNothingWhereNoTermWasSaid() {
        TermRecall recall = new TermRecall(List.of("居住证", "。"));
        recall.add("你好", "居住证");
        assertThat(recall.said()).isZero();
        assertThat(recall.recall()).isZero();
    }

    @Test
    void refusesAFileWithoutTerms(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("terms.txt"), "\n \n");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TermRecall.read(file))
                .withMessage("terms.txt holds no terms: give one a line");
    }
}
