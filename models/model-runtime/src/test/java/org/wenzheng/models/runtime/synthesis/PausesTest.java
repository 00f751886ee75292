package org.wenzheng.models.runtime.synthesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer.Phoneme;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer.Speech;

class PausesTest {
    private static final int RATE = 1000;

    /** 400 ms of silence, sound until 1000, silence until 2000, sound until 2500, silence until 3000. */
    private static Speech speech() {
        float[] samples = new float[3000];
        Arrays.fill(samples, 400, 1000, 0.5f);
        Arrays.fill(samples, 2000, 2500, 0.5f);
        return new Speech(samples, List.of(new Phoneme("a", 0.4f, 1.9f), new Phoneme("o", 2f, 2.7f)));
    }

    @Test
    void keepsEdgesAndPausesShort() {
        Speech shortened = Pauses.shorten(speech(), RATE);
        int expected = Math.round(RATE * (2 * Pauses.EDGE + Pauses.LONGEST)) + 600 + 500;
        assertThat(shortened.samples().length).isEqualTo(expected);
    }

    @Test
    void endsAPhonemeWhereItsSoundEndsAndMovesItWithTheSamples() {
        List<Phoneme> phonemes = Pauses.shorten(speech(), RATE).phonemes();
        assertThat(phonemes.get(0).startSeconds()).isCloseTo(Pauses.EDGE, within(0.002f));
        assertThat(phonemes.get(0).endSeconds()).isCloseTo(Pauses.EDGE + 0.6f, within(0.002f));
        assertThat(phonemes.get(1).startSeconds()).isCloseTo(Pauses.EDGE + 0.6f + Pauses.LONGEST, within(0.002f));
        assertThat(phonemes.get(1).endSeconds()).isCloseTo(Pauses.EDGE + 1.1f + Pauses.LONGEST, within(0.002f));
    }

    @Test
    void leavesSpeechWithoutPausesAlone() {
        float[] samples = new float[500];
        Arrays.fill(samples, 0.3f);
        Speech same = Pauses.shorten(new Speech(samples, List.of()), RATE);
        assertThat(Arrays.equals(same.samples(), samples)).isTrue();
    }
}
