package org.wenzheng.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer;

class SpokenTextsTest {
    @TempDir
    Path folder;

    private final List<String> spoken = new ArrayList<>();

    private final SpeechSynthesizer voices = new SpeechSynthesizer() {
        @Override
        public List<String> voices() {
            return List.of("low", "high");
        }

        @Override
        public int sampleRate() {
            return 24_000;
        }

        @Override
        public Speech speak(String text, String voice, float speed) {
            spoken.add(voice + " " + text);
            return new Speech(new float[] {0, 0.5f, -1, 2}, List.of());
        }

        @Override
        public void close() {}
    };

    /** Understands everything, but shouts it. */
    private static void shout(Path manifest, Path predictions) throws IOException {
        List<String> lines = new ArrayList<>(List.of("file\treference\trecognised"));
        for (String line : Files.readAllLines(manifest)
                .subList(1, Files.readAllLines(manifest).size())) {
            String[] fields = line.split("\t");
            assertThat(manifest.resolveSibling(fields[0])).exists();
            lines.add(fields[0] + "\t" + fields[1] + "\t" + fields[1] + "!");
        }
        Files.write(predictions, lines);
    }

    @Test
    void givesWhatWasRecognisedInOrderAndSpeaksNothingTwice() throws Exception {
        List<String> texts = List.of("办居住证", "多少钱\n呢", "谢谢");
        SpokenTexts turns = new SpokenTexts(folder, voices);
        assertThat(turns.recognised(texts, SpokenTextsTest::shout, done -> {}))
                .containsExactly("办居住证!", "多少钱 呢!", "谢谢!");
        assertThat(turns.recognised(texts, SpokenTextsTest::shout, done -> {})).hasSize(3);
        assertThat(spoken).containsExactly("low 办居住证", "high 多少钱 呢", "low 谢谢");
        try (var files = Files.list(folder)) {
            Path sound =
                    files.filter(f -> f.toString().endsWith(".wav")).findAny().orElseThrow();
            AudioFormat format = AudioSystem.getAudioFileFormat(sound.toFile()).getFormat();
            assertThat(format.getSampleRate()).isEqualTo(24_000);
            try (var stream = AudioSystem.getAudioInputStream(sound.toFile())) {
                assertThat(stream.readAllBytes()).containsExactly(0, 0, 0, 0x40, 0x01, 0x80, 0xff, 0x7f);
            }
        }
    }

    @Test
    void refusesPredictionsThatDoNotAnswerTheTexts() {
        SpokenTexts turns = new SpokenTexts(folder, voices);
        assertThatThrownBy(() -> turns.recognised(
                        List.of("一", "二"), (list, out) -> Files.write(out, List.of("head", "only\tone\trow")), d -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Of 2 spoken texts 1");
    }
}
