package org.wenzheng.models.runtime.whisper;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.wenzheng.models.runtime.speech.SpeechRecognizer.Effort;
import org.wenzheng.models.runtime.speech.Transcript;

@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhisperRecognizerTest {

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

    @Test
    void writesWhatIsSaidWithTimes() throws Exception {
        float[] pcm = Recording.read(Weights.recordings().resolve("aishell1_sample/BAC009S0150W0301.wav"));

        Transcript transcript = whisper.recognize(pcm, "zh-CN", Effort.FINAL);

        assertThat(transcript.unheard()).isFalse();
        assertThat(transcript.text()).startsWith("新工厂将提供至少15万个");
        assertThat(transcript.words()).isNotEmpty().allSatisfy(word -> assertThat(
                        transcript.text().substring(word.startChar(), word.endChar()))
                .isEqualTo(word.text()));
    }
}
