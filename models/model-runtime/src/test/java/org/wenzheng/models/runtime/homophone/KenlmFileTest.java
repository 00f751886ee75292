package org.wenzheng.models.runtime.homophone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wenzheng.models.runtime.speech.TextRepair.Hypothesis;

class KenlmFileTest {

    private static Path installed() throws IOException {
        Path file = LibimeTrigrams.installed();
        assumeTrue(file != null, "skipped: libime-data-language-model is not installed");
        return file;
    }

    private static KenlmFile read() throws IOException {
        return new KenlmFile(ByteBuffer.wrap(Files.readAllBytes(installed())));
    }

    /** What the library kenlm itself answers, from the beginning of a sentence. */
    @ParameterizedTest
    @CsvSource({
        "中国 人民, -3.6238158, -2.1461182, 0",
        "我们 中国 人民, -3.6214135, -2.8861294, -2.2797637",
        "居住证 怎么 办理, -5.5682259, -3.7437527, -3.6126201",
    })
    void scoresAsKenlmDoes(String sentence, double first, double second, double third) throws IOException {
        KenlmFile file = read();
        List<Double> expected = List.of(first, second, third);
        int before = KenlmFile.NONE;
        int last = file.index("<s>");
        String[] words = sentence.split(" ");
        for (int i = 0; i < words.length; i++) {
            int word = file.index(words[i]);
            assertThat((double) file.trigram(before, last, word)).isCloseTo(expected.get(i), within(1e-4));
            before = last;
            last = word;
        }
        assertThat(file.words()).contains("居住证", "办理").doesNotContain("");
    }

    @Test
    void repairsByIt() throws IOException {
        HomophoneRepair repair = new HomophoneRepair(new WordModel(LibimeTrigrams.read(installed()), List.of()));
        assertThat(repair.repair(List.of(new Hypothesis("我想问一下居住征怎么办", -5))).text())
                .isEqualTo("我想问一下居住证怎么办");
    }

    @Test
    void refusesWhatIsNoSuchModelAndWhatIsCutOff() throws IOException {
        byte[] noise = new byte[4096];
        new Random(3).nextBytes(noise);
        assertThatIOException()
                .isThrownBy(() -> new KenlmFile(ByteBuffer.wrap(noise)))
                .withMessage("The file is no binary language model of KenLM, version 5");
        assertThatIOException().isThrownBy(() -> new KenlmFile(ByteBuffer.wrap(new byte[10])));

        byte[] other = new byte[4096];
        byte[] magic = "mmap lm http://kheafield.com/code format version 5\n\0".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(magic, 0, other, 0, magic.length);
        assertThatIOException()
                .isThrownBy(() -> new KenlmFile(ByteBuffer.wrap(other)))
                .withMessage("The language model holds no quantised trigrams with their words");

        byte[] whole = Files.readAllBytes(installed());
        for (int length : new int[] {60, 100, 5_000, 2_000_000, 9_000_000}) {
            assertThatIOException()
                    .isThrownBy(() ->
                            new KenlmFile(ByteBuffer.wrap(whole, 0, length).slice()));
        }
    }

    @Test
    void hashesAsMurmur64aDoes() {
        // Computed by the reference in Python of the same algorithm.
        assertThat(KenlmFile.murmur("居住证".getBytes(StandardCharsets.UTF_8))).isEqualTo(HASH_CARD);
        assertThat(KenlmFile.murmur("".getBytes(StandardCharsets.UTF_8))).isZero();
    }

    private static final long HASH_CARD = 0xe5623b74b543db77L;
}
