package org.wenzheng.jobs.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wenzheng.jobs.redaction.RedactedText.Span;

class MaskingTest {

    private final Redactor redactor = new Redactor();

    @Test
    void wordsFollowTheRedactedTextAndOneStandsForTheNumber() {
        String text = "电话是13800013579，谢谢。";
        List<SpokenWord> words = List.of(
                new SpokenWord(0, 2, 1000, 1300, 0.9f),
                new SpokenWord(2, 3, 1300, 1400, 0.8f),
                new SpokenWord(3, 6, 1400, 1900, 0.9f),
                new SpokenWord(6, 10, 1900, 2600, 0.4f),
                new SpokenWord(10, 14, 2600, 3200, 0.9f),
                new SpokenWord(15, 17, 3300, 3600, 0.95f));
        RedactedText redacted = redactor.redact(new Utterance("s", "t", 1, 1000, 3700, text, words, false));
        assertThat(redacted.text()).isEqualTo("电话是〔手机号〕，谢谢。");
        assertThat(redacted.words())
                .containsExactly(
                        new SpokenWord(0, 2, 1000, 1300, 0.9f),
                        new SpokenWord(2, 3, 1300, 1400, 0.8f),
                        new SpokenWord(3, 8, 1400, 3200, 0.4f),
                        new SpokenWord(9, 11, 3300, 3600, 0.95f));
        assertThat(redacted.spans()).containsExactly(new Span(DetailKind.MOBILE, 3, 8, 1100, 3500));
        for (SpokenWord word : redacted.words()) {
            assertThat(redacted.text().substring(word.startChar(), word.endChar()))
                    .isNotBlank();
        }
    }

    @Test
    void aWordThatReachesIntoANumberGoesWithIt() {
        String text = "是13800013579";
        RedactedText redacted = redactor.redact(
                new Utterance("s", "t", 1, 0, 2000, text, List.of(new SpokenWord(0, 12, 100, 1900, 0.7f)), false));
        assertThat(redacted.words()).containsExactly(new SpokenWord(1, 6, 100, 1900, 0.7f));
    }

    @Test
    void withoutWordTimesTheMutedPartIsReckonedFromTheText() {
        RedactedText redacted = redactor.redact(
                new Utterance("s", "t", 1, 10_000, 12_000, "打13800013579吧谢谢您了再见", new ArrayList<>(), false));
        assertThat(redacted.words()).isEmpty();
        assertThat(redacted.spans()).singleElement().satisfies(span -> {
            assertThat(span.startMs()).isBetween(9_700, 9_900);
            assertThat(span.endMs()).isBetween(11_200, 11_700);
        });
    }

    @Test
    void aTextWithoutDetailsStaysAsItIs() {
        Utterance spoken = new Utterance(
                "s",
                "t",
                1,
                0,
                900,
                "办居住证",
                List.of(new SpokenWord(0, 1, 0, 200, 1), new SpokenWord(1, 4, 200, 900, 1)),
                true);
        RedactedText redacted = redactor.redact(spoken);
        assertThat(redacted.text()).isEqualTo(spoken.text());
        assertThat(redacted.words()).isEqualTo(spoken.words());
        assertThat(redacted.spans()).isEmpty();
    }
}
