package org.wenzheng.search.app.media;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DecimatorTest {

    @Test
    void keepsSpeechInPlaceAndLetsNothingFoldBack() {
        for (double hertz : new double[] {200, 1000, 3000, 6000}) {
            short[] narrow = Decimator.decimate(tone(hertz, 48_000));
            short[] expected = tone(hertz, 16_000);
            for (int i = 100; i < narrow.length - 100; i++) {
                assertThat(Math.abs(narrow[i] - expected[i])).as(hertz + " Hz").isLessThan(150);
            }
        }
        short[] folded = Decimator.decimate(tone(10_000, 48_000));
        for (int i = 100; i < folded.length - 100; i++) {
            assertThat(Math.abs(folded[i])).isLessThan((short) 30);
        }
    }

    @Test
    void aShortOrEmptySoundIsNoTrouble() {
        assertThat(Decimator.decimate(new short[0])).isEmpty();
        assertThat(Decimator.decimate(new short[4])).hasSize(2);
    }

    private static short[] tone(double hertz, int rate) {
        short[] sound = new short[rate];
        for (int i = 0; i < rate; i++) {
            sound[i] = (short) (10_000 * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return sound;
    }
}
