package org.wenzheng.jobs.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            ,||abandoned
            ,clarifying||clarifying
            ,clarifying JZ-01,answered JZ-01,answered MZ-01,not_known,answered JZ-01|JZ-01 MZ-01|answered
            ,clarifying,not_known||not_known
            answered JZ-01,,handed_over,answered MZ-01|JZ-01 MZ-01|handed_over
            """)
    void saysWhatCameOfTheQuestionsToTheDigitalHuman(String replies, String items, String outcome) {
        List<SegmentScore> finals = new ArrayList<>(List.of(caller("residence", 1, "neutral", 0)));
        String[] each = replies.split(",", -1);
        for (int i = 0; i < each.length; i++) {
            String[] parts = each[i].split(" ", 2);
            finals.add(new SegmentScore(
                    Role.DIGITAL_HUMAN_VALUE,
                    3000 + i,
                    10,
                    List.of(),
                    0,
                    List.of(),
                    parts[0].isEmpty() ? null : parts[0],
                    parts.length > 1 ? parts[1] : null,
                    null));
        }
        Collections.shuffle(finals, new Random(7));
        CallScore score = CallScore.of(finals);
        assertThat(score.outcome()).isEqualTo(outcome);
        assertThat(String.join(" ", score.items())).isEqualTo(items == null ? "" : items);
    }

    @Test
    void withoutTheDigitalHumanNothingCameOfIt() {
        CallScore score = CallScore.of(List.of(caller("residence", 1, "neutral", 0), staff("residence", 1)));
        assertThat(score.outcome()).isNull();
        assertThat(score.items()).isEmpty();
    }

    private static SegmentScore caller(String topic, float probability, String sentiment, float urgency) {
        return new SegmentScore(
                Role.CITIZEN_VALUE,
                2000,
                10,
                List.of(new LabelScore(sentiment, 1)),
                urgency,
                List.of(new LabelScore(topic, probability)),
                null,
                null,
                null);
    }

    private static SegmentScore staff(String topic, float probability) {
        return new SegmentScore(
                Role.STAFF_VALUE,
                2000,
                10,
                List.of(new LabelScore("positive", 1)),
                1,
                List.of(new LabelScore(topic, probability)),
                null,
                null,
                null);
    }
}
