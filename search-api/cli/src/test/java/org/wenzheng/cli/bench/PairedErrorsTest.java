package org.wenzheng.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.wenzheng.models.runtime.speech.CharacterErrorRate;

class PairedErrorsTest {

    private static final List<CharacterErrorRate> TENTH = Collections.nCopies(30, new CharacterErrorRate(1, 10));

    @Test
    void theSameErrorsDifferByNothing() {
        assertThat(PairedErrors.of(TENTH, TENTH)).isEqualTo(new PairedErrors(0, 0, 0));
    }

    @Test
    void twiceTheErrorsOnEveryClipIsATenthMoreWithoutDoubt() {
        PairedErrors paired = PairedErrors.of(TENTH, Collections.nCopies(30, new CharacterErrorRate(2, 10)));
        assertThat(paired.difference()).isCloseTo(0.1, within(1e-9));
        assertThat(paired.low()).isCloseTo(0.1, within(1e-9));
        assertThat(paired.high()).isCloseTo(0.1, within(1e-9));
    }

    @Test
    void whatOneClipAloneSaysIsInDoubt() {
        List<CharacterErrorRate> after = IntStream.range(0, 30)
                .mapToObj(clip -> new CharacterErrorRate(clip == 7 ? 10 : 1, 10))
                .toList();
        PairedErrors paired = PairedErrors.of(TENTH, after);
        assertThat(paired.difference()).isCloseTo(0.03, within(1e-9));
        assertThat(paired.low()).isCloseTo(0, within(1e-9));
        assertThat(paired.high()).isGreaterThan(0.05);
    }
}
