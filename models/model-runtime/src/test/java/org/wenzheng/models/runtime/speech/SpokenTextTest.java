package org.wenzheng.models.runtime.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wenzheng.models.runtime.speech.SpokenText.Edit;
import org.wenzheng.models.runtime.speech.Transcript.TimedWord;

class SpokenTextTest {

    /** A word a character, 0.1 s each, surer and surer. */
    static SpokenText characters(String text) {
        List<TimedWord> words = new ArrayList<>();
        for (int i = 0; i < text.length(); i++) {
            words.add(new TimedWord(
                    text.substring(i, i + 1), i / 10f, (i + 1) / 10f, (i + 1f) / text.length(), i, i + 1));
        }
        return new SpokenText(text, words);
    }

    @Test
    void joinsWordsThatAChangeOfLengthTouches() {
        SpokenText written = characters("共百分之九十吧").edit(List.of(new Edit(1, 6, "90%")));

        assertThat(written.text()).isEqualTo("共90%吧");
        assertThat(written.words()).extracting(TimedWord::text).containsExactly("共", "90%", "吧");
        TimedWord number = written.words().get(1);
        assertThat(number.startSeconds()).isEqualTo(0.1f);
        assertThat(number.endSeconds()).isEqualTo(0.6f);
        assertThat(number.confidence()).isEqualTo(2f / 7);
        assertThat(written.words().get(2).startChar()).isEqualTo(4);
    }

    @Test
    void keepsWordsWhereItIsRewritten() {
        SpokenText heard = characters("居住征");
        SpokenText written = heard.rewritten("居住证");

        assertThat(written.text()).isEqualTo("居住证");
        assertThat(written.words()).extracting(TimedWord::text).containsExactly("居", "住", "证");
        assertThat(written.words().get(2).startSeconds()).isEqualTo(0.2f);
        assertThat(heard.rewritten("居住征")).isSameAs(heard);
    }

    @Test
    void keepsWordsThroughAChangeOfCharacters() {
        SpokenText written = characters("辦居住證").edit(List.of(new Edit(0, 4, "办居住证")));

        assertThat(written.words()).extracting(TimedWord::text).containsExactly("办", "居", "住", "证");
        assertThat(written.words().get(3).startSeconds()).isEqualTo(0.3f);
    }

    @Test
    void givesAnInsertionToNoWord() {
        SpokenText written = characters("好的谢谢").edit(List.of(new Edit(2, 2, "，"), new Edit(4, 4, "。")));

        assertThat(written.text()).isEqualTo("好的，谢谢。");
        assertThat(written.words()).extracting(TimedWord::text).containsExactly("好", "的", "谢", "谢");
        assertThat(written.words().get(2).startChar()).isEqualTo(3);
    }

    @Test
    void dropsAWordThatIsEditedAway() {
        SpokenText written = characters("嗯好的").edit(List.of(new Edit(0, 1, "")));

        assertThat(written.words()).extracting(TimedWord::text).containsExactly("好", "的");
        assertThat(written.words().get(0).startChar()).isZero();
    }

    @Test
    void wordsAreWhatTheTextSaysAtTheirOffsetsAfterManyEdits() {
        SpokenText written = characters("二零二六年十一月二十二日请打一二三四五热线")
                .edit(List.of(
                        new Edit(0, 4, "2026"),
                        new Edit(5, 7, "11"),
                        new Edit(8, 11, "22"),
                        new Edit(14, 19, "12345")));

        assertThat(written.text()).isEqualTo("2026年11月22日请打12345热线");
        assertThat(written.words())
                .allSatisfy(word -> assertThat(written.text().substring(word.startChar(), word.endChar()))
                        .isEqualTo(word.text()));
    }

    @Test
    void refusesEditsOutOfOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> characters("一二三").edit(List.of(new Edit(1, 2, "2"), new Edit(0, 1, "1"))));
    }
}
