package org.wenzheng.search.app.knowledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GapTest {

    private static Gap.Question asked(String call, int minute, String text, float... vector) {
        return new Gap.Question(
                call,
                minute * 1000L,
                "2026-11-25T01:%02d:00Z".formatted(minute),
                text,
                vector.length == 0 ? null : vector);
    }

    @Test
    void putsLikeQuestionsTogetherTheCommonestFirst() {
        List<Gap> gaps = Gap.of(List.of(
                asked("D", 40, "护照怎么换", 0, 1),
                asked("C", 30, "养狗要办证吗", 0.99f, 0.14f),
                asked("B", 20, "养狗要办什么证", 1, 0),
                asked("B", 10, "狗证怎么办", 0.96f, 0.28f)));
        assertThat(gaps).extracting(Gap::question).containsExactly("养狗要办证吗", "护照怎么换");
        assertThat(gaps.get(0).calls()).isEqualTo(2);
        assertThat(gaps.get(0).lastAt()).isEqualTo("2026-11-25T01:30:00Z");
        assertThat(gaps.get(0).places())
                .containsExactly(new Gap.Place("C", 30_000), new Gap.Place("B", 20_000), new Gap.Place("B", 10_000));
    }

    @Test
    void withoutVectorsOnlyTheSameWordsAreAlike() {
        assertThat(Gap.of(List.of(asked("A", 3, "护照"), asked("B", 2, "护照"), asked("C", 1, "护照呢", 1, 0))))
                .extracting(Gap::calls)
                .containsExactly(2, 1);
    }

    @Test
    void everyQuestionIsInExactlyOneGap() {
        Random random = new Random(11);
        List<Gap.Question> questions = new ArrayList<>();
        for (int i = 59; i >= 0; i--) {
            double angle = random.nextDouble() * 2 * Math.PI;
            questions.add(asked("call" + i, i, "问题" + i, (float) Math.cos(angle), (float) Math.sin(angle)));
        }
        List<Gap> gaps = Gap.of(questions);
        assertThat(gaps.stream().flatMap(gap -> gap.places().stream()).map(Gap.Place::call))
                .containsExactlyInAnyOrderElementsOf(
                        questions.stream().map(Gap.Question::call).toList());
        assertThat(gaps).extracting(Gap::calls).isSortedAccordingTo((a, b) -> b - a);
    }
}
