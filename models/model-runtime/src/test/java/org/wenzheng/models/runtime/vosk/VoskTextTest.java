package org.wenzheng.models.runtime.vosk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.Transcript;
import org.wenzheng.models.runtime.speech.Transcript.TimedWord;

class VoskTextTest {
    private static final String FIRST =
            """
            {"result": [
              {"conf": 1.0, "end": 0.6, "start": 0.1, "word": "办理"},
              {"conf": 0.4, "end": 1.2, "start": 0.6, "word": "居住证"}],
             "text": "办理 居住证"}""";

    private static final String SECOND =
            """
            {"result": [{"conf": 0.7, "end": 3.0, "start": 2.5, "word": "谢谢"}], "text": "谢谢"}""";

    @Test
    void joinsTheResultsOfPausesWithTimesAndOffsets() throws ModelException {
        VoskText text = new VoskText(VoskText.separator("zh-CN"));
        text.settle(FIRST);
        text.settle(SECOND);
        Transcript transcript = text.transcript();
        assertThat(transcript.text()).isEqualTo("办理居住证谢谢");
        assertThat(transcript.confidence()).isCloseTo(0.7f, within(1e-3f));
        assertThat(transcript.unheard()).isFalse();
        assertThat(transcript.words()).last().isEqualTo(new TimedWord("谢谢", 2.5f, 3f, 0.7f, 5, 7));
        assertThat(transcript.words())
                .allSatisfy(word -> assertThat(transcript.text().substring(word.startChar(), word.endChar()))
                        .isEqualTo(word.text()));
    }

    @Test
    void showsWhatIsSettledBeforeWhatIsNot() throws ModelException {
        VoskText korean = new VoskText(VoskText.separator("ko"));
        assertThat(korean.with("안녕 하세요")).isEqualTo("안녕 하세요");
        korean.settle("{\"result\": [{\"conf\": 1, \"end\": 1, \"start\": 0, \"word\": \"네\"}], \"text\": \"네\"}");
        assertThat(korean.with("")).isEqualTo("네");
        assertThat(korean.with("안녕 하세요")).isEqualTo("네 안녕 하세요");
    }

    @Test
    void isSilentWhereNothingWasSaid() throws ModelException {
        VoskText text = new VoskText(" ");
        text.settle("{\"text\": \"\"}");
        assertThat(text.transcript()).isEqualTo(Transcript.silence());
    }

    @Test
    void tellsThatAResultIsNoJson() {
        assertThatThrownBy(() -> VoskText.partial("{")).isInstanceOf(ModelException.Permanent.class);
    }
}
