package org.wenzheng.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoresTest {

    @Test
    void countsUnsureAsWrongAndAsNotCovered() {
        Scores scores = Scores.of(List.of("a", "a", "b", "b"), List.of("a", "unsure", "b", "a"));

        assertThat(scores.accuracy()).isEqualTo(0.5);
        assertThat(scores.coverage()).isEqualTo(0.75);
        // a: 1 right, 2 said, 2 there; b: 1 right, 1 said, 2 there
        assertThat(scores.f1().get("a")).isCloseTo(0.5, within(1e-9));
        assertThat(scores.f1().get("b")).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(scores.macroF1()).isCloseTo((0.5 + 2.0 / 3) / 2, within(1e-9));
    }

    @Test
    void ignoresALabelThatNobodyHasInTheMean() {
        Scores scores = Scores.of(List.of("a", "a"), List.of("a", "c"));

        assertThat(scores.f1()).containsOnlyKeys("a");
    }
}
