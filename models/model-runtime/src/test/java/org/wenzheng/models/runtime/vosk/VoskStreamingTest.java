package org.wenzheng.models.runtime.vosk;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.wenzheng.models.manifest.ModelStore;
import org.wenzheng.models.manifest.ModelStoreException;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.SpeechRecognizer.Effort;
import org.wenzheng.models.runtime.speech.StreamingRecognizer;
import org.wenzheng.models.runtime.speech.Transcript;
import org.wenzheng.models.runtime.speech.Transcript.TimedWord;

@Tag("slow")
class VoskStreamingTest {
    private static final int WAV_HEADER = 44;
    private static @Nullable VoskStreaming loaded;

    @BeforeAll
    static void load() throws ModelException, ModelStoreException {
        try {
            loaded = VoskStreaming.open(ModelStore.open(ModelStore.defaultCache(System.getenv())), "vosk-ko");
        } catch (ModelStoreException.Absent e) {
            Assumptions.abort("no Korean model: " + e.getMessage());
        }
    }

    @AfterAll
    static void close() {
        if (loaded != null) {
            loaded.close();
        }
    }

    private static VoskStreaming korean() {
        return requireNonNull(loaded);
    }

    @Test
    void takesItsLanguageFromTheManifest() {
        assertThat(korean().language()).isEqualTo("ko");
        assertThat(korean().engine()).startsWith("vosk-ko/");
    }

    @Test
    void givesInterimTextWhileSpeechComesInAndTimedWordsAtTheEnd() throws ModelException, IOException {
        float[] speech = speech();
        List<String> interim = new ArrayList<>();
        try (StreamingRecognizer.Session session = korean().open()) {
            for (int at = 0; at < speech.length; at += 2000) {
                session.accept(Arrays.copyOfRange(speech, at, Math.min(speech.length, at + 2000)));
                interim.add(session.interim());
            }
            Transcript transcript = session.finish();
            assertThat(interim.get(interim.size() / 2)).startsWith("안녕하세요");
            assertThat(transcript.text()).startsWith("안녕하세요").endsWith("싶습니다");
            assertThat(transcript.words()).hasSizeGreaterThanOrEqualTo(2);
            TimedWord greeting = transcript.words().get(0);
            assertThat(greeting.startSeconds()).isBetween(0f, 0.3f);
            assertThat(greeting.endSeconds()).isBetween(0.7f, 1.4f);
            assertThat(greeting.confidence()).isBetween(0.9f, 1f);
            assertThat(transcript.words()).last().satisfies(word -> {
                assertThat(word.startSeconds()).isBetween(2.5f, 3.2f);
                assertThat(word.endChar()).isEqualTo(transcript.text().length());
            });
            assertThat(transcript.confidence()).isBetween(0.5f, 1f);
        }
    }

    @Test
    void keepsSessionsApart() throws ModelException, IOException {
        float[] speech = speech();
        try (StreamingRecognizer.Session one = korean().open();
                StreamingRecognizer.Session other = korean().open()) {
            other.accept(new float[16_000]);
            one.accept(speech);
            // Kaldi's dither draws on one random source, so words of made speech may differ a little beside another
            // session.
            assertThat(other.finish().unheard()).isTrue();
            assertThat(one.finish().unheard()).isFalse();
        }
    }

    @Test
    void writesFinalsAsARecognizerOfItsLanguage() throws ModelException, IOException {
        // not closed here: closing it closes the model that the other tests use
        VoskRecognizer recognizer = new VoskRecognizer(korean());
        assertThat(recognizer.capabilities().wordTimes()).isTrue();
        assertThat(recognizer.recognize(speech(), "ko-KR", Effort.FINAL).text()).startsWith("안녕하세요");
        assertThatThrownBy(() -> recognizer.recognize(new float[1600], "zh", Effort.FINAL))
                .isInstanceOf(ModelException.Permanent.class)
                .hasMessageContaining("ko")
                .hasMessageContaining("zh");
    }

    @Test
    void tellsThatAPathIsWrong() throws IOException {
        Path missing = Path.of("no", "such", "model");
        assertThatThrownBy(() -> VoskStreaming.load(missing, "ko"))
                .isInstanceOf(ModelException.Permanent.class)
                .hasMessageContaining(missing.toString())
                .hasMessageContaining("models fetch");
        Path empty = Files.createTempDirectory("vosk");
        assertThatThrownBy(() -> VoskStreaming.load(empty, "ko"))
                .isInstanceOf(ModelException.Permanent.class)
                .hasMessageContaining("final.mdl");
    }

    private static float[] speech() throws IOException {
        try (InputStream wav = requireNonNull(VoskStreamingTest.class.getResourceAsStream("korean.wav"))) {
            byte[] bytes = wav.readAllBytes();
            ShortBuffer samples = ByteBuffer.wrap(bytes, WAV_HEADER, bytes.length - WAV_HEADER)
                    .slice()
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer();
            float[] pcm = new float[samples.remaining()];
            for (int i = 0; i < pcm.length; i++) {
                pcm[i] = samples.get(i) / 32_768f;
            }
            return pcm;
        }
    }
}
