package org.wenzheng.models.runtime.synthesis;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.models.manifest.ModelStore;
import org.wenzheng.models.manifest.ModelStoreException;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer.Phoneme;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer.Speech;

@Tag("slow")
class KokoroSynthesizerTest {
    private static @Nullable KokoroSynthesizer loaded;

    @BeforeAll
    static void load() throws ModelException, ModelStoreException {
        Path folder;
        try {
            folder = ModelStore.open(ModelStore.defaultCache(System.getenv())).resolve("kokoro-zh");
        } catch (ModelStoreException.Absent e) {
            Assumptions.abort("no voice model: " + e.getMessage());
            return;
        }
        loaded = KokoroSynthesizer.load(folder);
    }

    @AfterAll
    static void close() {
        if (loaded != null) {
            loaded.close();
        }
    }

    private static KokoroSynthesizer synthesizer() {
        return requireNonNull(loaded);
    }

    @Test
    void speaksAQuestionWithPhonemesInOrderInsideTheSound() throws ModelException {
        Speech speech = synthesizer().speak("请问您要办理什么业务？", "zf_xiaoyi", 1f);
        float seconds = speech.samples().length / (float) synthesizer().sampleRate();
        assertThat(seconds).isBetween(1.2f, 3.5f);
        List<Phoneme> phonemes = speech.phonemes();
        assertThat(phonemes).hasSizeBetween(22, 36);
        assertThat(phonemes.get(0).symbol()).isEqualTo("ʨʰ");
        assertThat(phonemes.get(0).startSeconds()).isBetween(0f, 0.15f);
        float last = 0;
        for (Phoneme phoneme : phonemes) {
            assertThat(phoneme.startSeconds()).isGreaterThanOrEqualTo(last - 1e-4f);
            assertThat(phoneme.endSeconds()).isGreaterThanOrEqualTo(phoneme.startSeconds());
            last = phoneme.endSeconds();
        }
        assertThat(last).isBetween(seconds - 0.3f, seconds);
    }

    @Test
    void speaksTheSameTextTheSameWayAndFasterWhenAsked() throws ModelException {
        float[] first = synthesizer().speak("您好。", "zm_yunyang", 1f).samples();
        assertThat(Arrays.equals(synthesizer().speak("您好。", "zm_yunyang", 1f).samples(), first))
                .isTrue();
        assertThat(synthesizer().speak("您好。", "zm_yunyang", 1.2f).samples().length)
                .isLessThan(first.length);
    }

    @Test
    void saysNothingForNothing() throws ModelException {
        assertThat(synthesizer().speak("……", "zf_xiaoyi", 1f).samples()).isEmpty();
    }

    @Test
    void tellsWhichVoicesThereAre() {
        assertThatThrownBy(() -> synthesizer().speak("您好", "nobody", 1f))
                .isInstanceOf(ModelException.Permanent.class)
                .hasMessageContaining("nobody")
                .hasMessageContaining("zf_xiaoyi");
    }

    @Test
    void tellsThatAFolderIsNoVoiceModel(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("voices"));
        assertThatThrownBy(() -> KokoroSynthesizer.load(folder))
                .isInstanceOf(ModelException.Permanent.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("models fetch kokoro-zh");
    }
}
