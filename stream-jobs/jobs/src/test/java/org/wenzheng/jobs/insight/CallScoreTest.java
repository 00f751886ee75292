package org.wenzheng.jobs.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.wenzheng.media.records.v1.Role;

class CallScoreTest {

    @Test
    void anEmptyCallIsUnsure() {
        CallScore score = CallScore.of(List.of());
        assertThat(score.topics()).isEmpty();
        assertThat(score.sentiment().label()).isEqualTo("unsure");
        assertThat(score.urgency()).isZero();
    }

    @Test
    void aTopicNamedInPassingIsNotTheCalls() {
        CallScore score = CallScore.of(List.of(
                caller("residence", 0.9f, "neutral", 0), caller("residence", 0.8f, "neutral", 0),
                staff("education", 0.6f), caller("residence", 0.9f, "neutral", 0)));
        assertThat(score.topics()).extracting(LabelScore::label).containsExactly("residence");
    }

    @Test
    void aThirdOfAngerMakesACallNegative() {
        CallScore score = CallScore.of(List.of(
                caller("residence", 0.9f, "neutral", 0),
                caller("residence", 0.9f, "neutral", 0.1f),
                caller("residence", 0.9f, "negative", 0.9f)));
        assertThat(score.sentiment().label()).isEqualTo("negative");
    }

    @Test
    void oneUrgentWordAmongManyIsNoUrgentCall() {
        assertThat(CallScore.of(List.of(caller("a", 1, "neutral", 0.9f), caller("a", 1, "neutral", 0.2f)))
                        .urgency())
                .isEqualTo(0.2f);
        assertThat(CallScore.of(List.of(caller("a", 1, "neutral", 0.9f))).urgency())
                .isEqualTo(0.9f);
    }

    @Test
    void staffDoNotFeelForTheCaller() {
        CallScore score = CallScore.of(List.of(staff("residence", 0.9f)));
        assertThat(score.sentiment().label()).isEqualTo("unsure");
        assertThat(score.segments()).isEqualTo(1);
    }

    @Test
    void theOrderMakesNoDifference() {
        List<SegmentScore> finals = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            finals.add(caller("t" + i % 3, 0.5f + i % 5 / 10f, i % 4 == 0 ? "negative" : "neutral", i / 40f));
        }
        CallScore expected = CallScore.of(finals);
        Collections.shuffle(finals, new Random(5));
        CallScore shuffled = CallScore.of(finals);
        assertThat(shuffled.topics())
                .extracting(LabelScore::label)
                .isEqualTo(expected.topics().stream().map(LabelScore::label).toList());
        assertThat(shuffled.sentiment().label()).isEqualTo(expected.sentiment().label());
        assertThat(shuffled.urgency()).isEqualTo(expected.urgency());
    }

    private static SegmentScore caller(String topic, float probability, String sentiment, float urgency) {
        return new SegmentScore(
                Role.CITIZEN_VALUE,
                2000,
                10,
                List.of(new LabelScore(sentiment, 1)),
                urgency,
                List.of(new LabelScore(topic, probability)));
    }

    private static SegmentScore staff(String topic, float probability) {
        return new SegmentScore(
                Role.STAFF_VALUE,
                2000,
                10,
                List.of(new LabelScore("positive", 1)),
                1,
                List.of(new LabelScore(topic, probability)));
    }
}
