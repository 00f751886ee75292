package org.wenzheng.models.runtime.whisper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.CharacterErrorRate;
import org.wenzheng.models.runtime.speech.SpeechRecognizer.Effort;
import org.wenzheng.models.runtime.speech.Transcript;

@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhisperRecognizerTest {

    private static final int SECOND = 16_000;

    private WhisperRecognizer whisper;

    @BeforeAll
    void load() throws Exception {
        whisper = WhisperRecognizer.load(Weights.whisperBase(), WhisperSettings.DEFAULT);
    }

    @AfterAll
    void close() {
        if (whisper != null) {
            whisper.close();
        }
    }

    private static Transcript check(Transcript transcript) {
        assertThat(transcript.words())
                .allSatisfy(word -> assertThat(transcript.text().substring(word.startChar(), word.endChar()))
                        .isEqualTo(word.text()))
                .allSatisfy(word -> assertThat(word.confidence()).isBetween(0f, 1f))
                .allSatisfy(word -> assertThat(word.endSeconds()).isGreaterThanOrEqualTo(word.startSeconds()));
        return transcript;
    }

    private static Stream<Arguments> clips() {
        return Stream.of(
                Arguments.of("aishell1_sample/BAC009S0150W0301.wav", "新工厂将提供至少十五万个就业机会"),
                Arguments.of("aishell1_sample/BAC009S0150W0101.wav", "一三七四零零五二二四六"),
                Arguments.of("aishell1_sample/BAC009S0150W0401.wav", "于是太田市不得不决定中止使用这个logo"));
    }

    @ParameterizedTest
    @MethodSource("clips")
    void writesWhatIsSaid(String clip, String said) throws Exception {
        float[] pcm = Recording.read(Weights.recordings().resolve(clip));
        for (Effort effort : Effort.values()) {
            Transcript transcript = check(whisper.recognize(pcm, "zh-CN", effort));

            assertThat(transcript.unheard()).isFalse();
            assertThat(CharacterErrorRate.of(said, transcript.text()).rate()).isLessThan(0.25);
            assertThat(transcript.confidence()).isGreaterThan(0.35f);
        }
    }

    @Test
    void writesEnglishToo() throws Exception {
        Path clip = Weights.recordings().resolve("english/librispeech-1995-1837-0001.wav");

        Transcript transcript = check(whisper.recognize(Recording.read(clip), "en", Effort.FINAL));

        assertThat(transcript.text()).startsWith("It was the first great sorrow of his life");
        assertThat(transcript.words().get(1).text()).isEqualTo("was");
    }

    private static Stream<Arguments> sounds() {
        Random random = new Random(11);
        return Stream.of(
                sound("silence", i -> 0),
                sound("dither", i -> (random.nextInt(3) - 1) / 32768.0),
                sound("quiet white noise", i -> random.nextGaussian() / 1000),
                sound("loud white noise", i -> random.nextGaussian() / 10),
                sound("440 Hz", i -> 0.1 * Math.sin(2 * Math.PI * 440 * i / SECOND)),
                sound("100 Hz hum", i -> 0.01 * (Math.sin(i * 0.03927) + Math.sin(i * 0.11781) / 3)),
                sound("chirp", i -> 0.1 * Math.sin(1e-5 * i * i)),
                sound("clicks", i -> i % 4000 == 0 ? 0.5 : random.nextGaussian() / 1000));
    }

    private static Arguments sound(String name, IntToDoubleFunction wave) {
        float[] pcm = new float[4 * SECOND];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (float) wave.applyAsDouble(i);
        }
        return Arguments.of(name, pcm);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sounds")
    void inventsNothingWhereNobodySpeaks(String name, float[] pcm) throws Exception {
        Transcript transcript = whisper.recognize(pcm, "zh", Effort.FINAL);

        assertThat(transcript.unheard()).as(name).isTrue();
        assertThat(transcript.text()).as(name).isIn("", Transcript.UNHEARD);
        assertThat(transcript.words()).as(name).isEmpty();
    }

    @Test
    void takesAVeryShortSound() throws Exception {
        assertThat(whisper.recognize(new float[] {0.5f}, "zh", Effort.FINAL).unheard())
                .isTrue();
    }

    @Test
    void refusesWhatItCannotTake() {
        assertThatExceptionOfType(ModelException.Permanent.class)
                .isThrownBy(() -> whisper.recognize(new float[0], "zh", Effort.FINAL))
                .withMessageContaining("no samples");
        assertThatExceptionOfType(ModelException.Permanent.class)
                .isThrownBy(() -> whisper.recognize(new float[31 * SECOND], "zh", Effort.FINAL))
                .withMessageContaining("30 seconds");
        assertThatExceptionOfType(ModelException.Permanent.class)
                .isThrownBy(() -> whisper.recognize(new float[SECOND], "xx", Effort.FINAL))
                .withMessageContaining("no language xx");
    }

    @Test
    void givesManyCallersWhatOneGets() throws Exception {
        Path clip = Weights.recordings().resolve("aishell1_sample/BAC009S0150W0301.wav");
        float[] pcm = Recording.read(clip);
        Transcript alone = whisper.recognize(pcm, "zh", Effort.INTERIM);
        ExecutorService callers = Executors.newFixedThreadPool(4);
        try {
            List<Future<Transcript>> results = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                results.add(callers.submit(() -> whisper.recognize(pcm, "zh", Effort.INTERIM)));
            }
            for (Future<Transcript> result : results) {
                assertThat(result.get()).isEqualTo(alone);
            }
        } finally {
            callers.shutdownNow();
        }
    }
}
