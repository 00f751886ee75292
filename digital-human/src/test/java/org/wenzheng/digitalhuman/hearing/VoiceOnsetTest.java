package org.wenzheng.digitalhuman.hearing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.wenzheng.models.runtime.vad.VoiceActivityDetector;

class VoiceOnsetTest {

    /** Loud is voice. */
    private static final class Fake implements VoiceActivityDetector {
        @Override
        public State newState() {
            return () -> {};
        }

        @Override
        public float probability(State state, float[] window) {
            return Math.abs(window[0]) > 0.1 ? 0.9f : 0.05f;
        }

        @Override
        public void close() {}
    }

    private final VoiceOnset onset = new VoiceOnset(new Fake());

    private void hear(int level, int milliseconds) throws Exception {
        for (int i = 0; i < milliseconds * 48; i++) {
            onset.sample((short) level);
        }
    }

    @Test
    void hearsVoiceWithinAHundredMilliseconds() throws Exception {
        hear(0, 500);
        assertThat(onset.speaking()).isFalse();
        hear(10_000, 130);
        assertThat(onset.speaking()).isTrue();
    }

    @Test
    void aClickIsNoVoice() throws Exception {
        hear(10_000, 50);
        hear(0, 100);
        assertThat(onset.speaking()).isFalse();
    }

    @Test
    void countsHowLongItLastsAndForgetsItAfterwards() throws Exception {
        hear(10_000, 600);
        assertThat(onset.lastedMs()).isBetween(500, 620);
        hear(0, 400);
        assertThat(onset.speaking()).isFalse();
        assertThat(onset.lastedMs()).isZero();
    }
}
