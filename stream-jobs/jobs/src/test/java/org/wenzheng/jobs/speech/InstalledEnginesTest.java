package org.wenzheng.jobs.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.jobs.InstalledWeights;
import org.wenzheng.jobs.KoreanSpeech;
import org.wenzheng.jobs.config.JobsConfig;
import org.wenzheng.jobs.config.SpeechConfig;
import org.wenzheng.stream.records.v1.Revision;

/** Which of the installed engines hears what. */
@Tag("slow")
class InstalledEnginesTest {

    @TempDir
    private Path folder;

    private SpeechConfig config(List<String> models, Map<String, String> settings) throws Exception {
        Map<String, String> environment = new java.util.HashMap<>(settings);
        environment.put(
                "WENZHENG_MODELS",
                InstalledWeights.only(folder.resolve("models"), models).toString());
        return JobsConfig.from(environment).speech();
    }

    private static String engine(SpeechConfig config, String language, Revision kind) throws Exception {
        short[] pcm = KoreanSpeech.pcm();
        SpeechRequest request =
                new SpeechRequest("call", 7, "p", 1, "t", language, true, true, 10, 19, kind, 3, 0, 3600, 0, 8, pcm);
        try (Recognition recognition = new Recognition(InstalledEngines.of(config), config)) {
            return recognition.hear(request).engine();
        }
    }

    @Test
    void voskStreamsAndWhisperWritesFinalsWhereBothKnowTheLanguage() throws Exception {
        SpeechConfig config = config(List.of("silero-vad", "vosk-ko", "whisper-base"), Map.of());
        assertThat(engine(config, "ko-KR", Revision.INTERIM)).startsWith("vosk-ko/");
        assertThat(engine(config, "ko-KR", Revision.PAUSE)).startsWith("whisper-base/");
        assertThat(engine(config, "ko-KR", Revision.FINAL)).startsWith("whisper-base/");
        assertThat(engine(config, "zh", Revision.INTERIM)).startsWith("whisper-base/");
    }

    @Test
    void voskDoesBothInALanguageThatWhisperIsNotAskedIn() throws Exception {
        SpeechConfig config =
                config(List.of("silero-vad", "vosk-ko", "whisper-base"), Map.of("JOBS_WHISPER_LANGUAGES", "zh,en"));
        assertThat(engine(config, "ko", Revision.INTERIM)).startsWith("vosk-ko/");
        assertThat(engine(config, "ko", Revision.FINAL)).startsWith("vosk-ko/");
        assertThat(engine(config, "zh", Revision.FINAL)).startsWith("whisper-base/");
    }

    @Test
    void voskDoesBothWhereWhisperIsNotInstalled() throws Exception {
        SpeechConfig config = config(List.of("silero-vad", "vosk-ko"), Map.of());
        assertThat(engine(config, "ko", Revision.PAUSE)).startsWith("vosk-ko/");
        assertThat(engine(config, "ko", Revision.FINAL)).startsWith("vosk-ko/");
    }
}
