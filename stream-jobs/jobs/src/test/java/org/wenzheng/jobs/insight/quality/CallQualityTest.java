package org.wenzheng.jobs.insight.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wenzheng.media.records.v1.Role;
import org.wenzheng.search.contract.ServiceQuality;
import org.wenzheng.search.contract.ServiceQuality.Finding;

class CallQualityTest {

    private static Turn turn(Role role, int from, int to, String text, float confidence, PhraseHit... hits) {
        String speaker = role == Role.STAFF ? "li-01" : "citizen-02";
        return new Turn(
                speaker + ":" + from,
                speaker,
                role.getNumber(),
                from,
                to,
                text.length(),
                confidence,
                false,
                role == Role.STAFF ? text : "",
                List.of(hits));
    }

    private static Turn staff(int from, int to, String text, PhraseHit... hits) {
        return turn(Role.STAFF, from, to, text, 0.9f, hits);
    }

    private static Turn citizen(int from, int to) {
        return turn(Role.CITIZEN, from, to, "说了些话", 0.8f);
    }

    private static Turn unheard(Role role, int from, int to) {
        return new Turn("u:" + from, "li-01", role.getNumber(), from, to, 0, 0.1f, true, "", List.of());
    }

    private static PhraseHit hit(PhraseKind kind, float confidence) {
        return new PhraseHit(kind.id(), "某句", 1234, confidence);
    }

    private static ServiceQuality of(Turn... turns) {
        return CallQuality.of(List.of(turns), "neutral", "negative");
    }

    @Test
    void addsUpWhoSpokeWhenFromTheirTurns() {
        ServiceQuality quality = of(
                staff(0, 2000, "您好请问办什么", hit(PhraseKind.GREETING, 0.9f), hit(PhraseKind.COURTESY, 0.9f)),
                citizen(2500, 6500),
                staff(6000, 9000, "好的我看一下材料"),
                turn(Role.DIGITAL_HUMAN, 10_000, 11_000, "补充", 1),
                unheard(Role.CITIZEN, 12_000, 13_000));
        assertThat(quality.staff()).containsExactly("li-01");
        assertThat(quality.citizenMs()).isEqualTo(5000);
        assertThat(quality.staffMs()).isEqualTo(5000);
        assertThat(quality.digitalHumanMs()).isEqualTo(1000);
        assertThat(quality.overlapMs()).isEqualTo(500);
        assertThat(quality.silenceMs()).isEqualTo(500 + 1000 + 1000);
        assertThat(quality.heardMs()).isEqualTo(9000);
        assertThat(quality.unheardMs()).isEqualTo(1000);
        assertThat(quality.responses()).isEqualTo(1);
        assertThat(quality.responseMs()).isZero();
        assertThat(quality.staffCharacters()).isEqualTo(7 + 8);
        assertThat(quality.staffHeardMs()).isEqualTo(5000);
        assertThat(quality.greeting()).isEqualTo(ServiceQuality.SAID);
        assertThat(quality.courtesies()).isEqualTo(1);
        assertThat(quality.moodEnd()).isEqualTo("negative");
        assertThat(quality.findings()).isEmpty();
    }

    @Test
    void measuresTheSilenceBeforeAResponse() {
        ServiceQuality quality =
                of(citizen(0, 1000), staff(1800, 3000, "好的"), citizen(3500, 5000), staff(6200, 7000, "可以"));
        assertThat(quality.responses()).isEqualTo(2);
        assertThat(quality.responseMs()).isEqualTo(800 + 1200);
    }

    @Test
    void evidenceIsInOrderOfTime() {
        ServiceQuality quality = of(
                staff(0, 2000, "什么事", hit(PhraseKind.FORBIDDEN, 0.9f)),
                citizen(3000, 5000),
                staff(16_000, 18_000, "行"));
        assertThat(quality.kinds())
                .containsExactly(ServiceQuality.FORBIDDEN, ServiceQuality.LONG_SILENCE, ServiceQuality.NO_GREETING);
        assertThat(quality.findings())
                .containsExactly(
                        new Finding(ServiceQuality.NO_GREETING, "li-01:0", 0, "", 0.9f),
                        new Finding(ServiceQuality.FORBIDDEN, "li-01:0", 1234, "某句", 0.9f),
                        new Finding(ServiceQuality.LONG_SILENCE, "citizen-02:3000", 5000, "", 1));
    }

    @Test
    void whatWasNotHeardWellIsHeldAgainstNobody() {
        assertThat(of(staff(0, 2000, "您好", hit(PhraseKind.FORBIDDEN, 0.5f), hit(PhraseKind.GREETING, 0.9f)))
                        .findings())
                .isEmpty();
        assertThat(of(unheard(Role.STAFF, 0, 2000), staff(3000, 4000, "什么事")).greeting())
                .isEqualTo(ServiceQuality.UNKNOWN);
        assertThat(of(turn(Role.STAFF, 0, 2000, "什么事", 0.5f)).greeting()).isEqualTo(ServiceQuality.UNKNOWN);
        assertThat(of(citizen(0, 4000), turn(Role.STAFF, 2000, 5000, "我说一下", 0.4f))
                        .kinds())
                .doesNotContain(ServiceQuality.INTERRUPTION);
    }

    @ParameterizedTest(name = "staff from {0} to {1} ms, citizen to {2}: {3}")
    @CsvSource({
        "2000, 5000, 4000, true",
        "2000, 3000, 4000, false", // a nod
        "3500, 6000, 4000, false", // takes over
        "500, 3000, 4000, false", // began at nearly the same time
    })
    void tellsAnInterruptionFromANod(int from, int to, int end, boolean interruption) {
        assertThat(of(citizen(0, end), staff(from, to, "我跟您说")).kinds().contains(ServiceQuality.INTERRUPTION))
                .isEqualTo(interruption);
    }

    @Test
    void tellsThatTheSameWasExplainedAgain() {
        Turn first = staff(0, 4000, "您需要带上身份证和新的租房合同原件");
        Turn again = staff(7000, 11_000, "您需要带上身份证，还有新的租房合同原件。");
        assertThat(of(first, citizen(5000, 6000), again).findings())
                .filteredOn(finding -> finding.kind().equals(ServiceQuality.REPEATED))
                .extracting(Finding::startMs)
                .containsExactly(7000L);
        assertThat(of(first, again).kinds()).doesNotContain(ServiceQuality.REPEATED); // one explanation in two pieces
        assertThat(of(first, citizen(5000, 6000), staff(7000, 9000, "签注不收费用，材料齐了当场就能办好"))
                        .kinds())
                .doesNotContain(ServiceQuality.REPEATED);
    }

    @Test
    void acallOfTheDigitalHumanAloneJudgesNobody() {
        ServiceQuality quality = of(citizen(0, 2000), turn(Role.DIGITAL_HUMAN, 3000, 9000, "要带身份证", 1));
        assertThat(quality.greeting()).isEqualTo(ServiceQuality.NONE);
        assertThat(quality.staff()).isEmpty();
        assertThat(quality.findings()).isEmpty();
        assertThat(quality.digitalHumanMs()).isEqualTo(6000);
    }

    @Test
    void theOrderInWhichTurnsCameMakesNoDifference() {
        List<Turn> turns = new ArrayList<>();
        Random random = new Random(11);
        for (int i = 0; i < 60; i++) {
            int from = random.nextInt(120_000);
            turns.add(i % 2 == 0 ? citizen(from, from + 3000) : staff(from, from + 2500, "您需要带上身份证和合同原件" + i % 3));
        }
        ServiceQuality expected = CallQuality.of(turns, "neutral", "neutral");
        Collections.shuffle(turns, random);
        assertThat(CallQuality.of(turns, "neutral", "neutral")).isEqualTo(expected);
        assertThat(expected.citizenMs() + expected.staffMs() - expected.overlapMs() + expected.silenceMs())
                .isEqualTo(turns.stream().mapToInt(Turn::endMs).max().orElseThrow()
                        - turns.stream().mapToInt(Turn::startMs).min().orElseThrow());
    }
}
