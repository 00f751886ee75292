package org.wenzheng.digitalhuman.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wenzheng.digitalhuman.hearing.TurnDetector.Patience;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

class TurnDetectorTest {

    private final TurnDetector turns = new TurnDetector(Patience.USUAL);

    private static TranscriptSegment words(String segment, Revision kind, String text) {
        return TranscriptSegment.newBuilder()
                .setSegment(segment)
                .setKind(kind)
                .setText(text)
                .build();
    }

    /** How long a pause lasts until the turn is over. */
    private long wait(String text, TurnDetector detector) {
        detector.heard(words("s", Revision.PAUSE, text), 0);
        for (long now = 0; now < 10_000; now += 10) {
            if (detector.tick(now, false).isPresent()) {
                return now;
            }
        }
        return Long.MAX_VALUE;
    }

    @ParameterizedTest
    @CsvSource({"居住证怎么办,250", "居住证,600", "我想问一下那个,1600", "因为我妈年纪大了所以,1600", "那要多少钱？,250"})
    void waitsByWhatWasSaid(String text, long milliseconds) {
        assertThat(wait(text, turns)).isEqualTo(milliseconds);
    }

    @Test
    void waitsLongerForElders() {
        assertThat(wait("我想问一下那个", new TurnDetector(Patience.ELDER))).isEqualTo(2_500);
    }

    @Test
    void aFinalEndsTheTurnAtOnce() {
        assertThat(turns.heard(words("s", Revision.FINAL, "居住证怎么办。"), 0)).contains("居住证怎么办。");
    }

    @Test
    void doesNotCutWhoGoesOn() {
        turns.heard(words("s", Revision.PAUSE, "居住证怎么办"), 0);
        assertThat(turns.tick(200, true)).isEmpty();
        assertThat(turns.tick(300, true)).isEmpty();
        turns.heard(words("s", Revision.INTERIM, "居住证怎么办我是租房"), 350);
        assertThat(turns.tick(5_000, false)).isEmpty();
        assertThat(turns.heard(words("s", Revision.FINAL, "居住证怎么办我是租房的"), 5_100))
                .contains("居住证怎么办我是租房的");
    }

    @Test
    void answersATurnOnce() {
        turns.heard(words("s", Revision.PAUSE, "居住证怎么办"), 0);
        assertThat(turns.tick(250, false)).contains("居住证怎么办");
        assertThat(turns.heard(words("s", Revision.FINAL, "居住证怎么办？"), 400)).isEmpty();
        assertThat(turns.heard(words("t", Revision.FINAL, "居住证怎么办？"), 9_000)).isPresent();
    }

    @Test
    void takesAFinalThatSaysMoreThanWasAnswered() {
        turns.heard(words("s", Revision.PAUSE, "居住证怎么办"), 0);
        turns.tick(250, false);
        assertThat(turns.heard(words("s", Revision.FINAL, "居住证怎么办我住单位宿舍"), 900)).isPresent();
    }

    @Test
    void hearsNothingInWhatWasNotUnderstood() {
        TranscriptSegment unheard =
                words("s", Revision.FINAL, "〔听不清〕").toBuilder().setUnheard(true).build();
        assertThat(turns.heard(unheard, 0)).isEqualTo(Optional.empty());
        assertThat(turns.heard(words("s", Revision.FINAL, " "), 0)).isEmpty();
    }
}
