package org.wenzheng.jobs.speech;

import org.wenzheng.models.runtime.vad.VoiceActivityDetector;

/** Loud is speech. Remembers the last window, as a real one does, so that a missing reset shows. */
final class LoudnessDetector implements VoiceActivityDetector {

    private static final class Memory implements State {
        private float level;

        @Override
        public void reset() {
            level = 0;
        }
    }

    @Override
    public State newState() {
        return new Memory();
    }

    @Override
    public float probability(State state, float[] window) {
        double sum = 0;
        for (float sample : window) {
            sum += sample * sample;
        }
        Memory memory = (Memory) state;
        float now = (float) Math.min(1, Math.sqrt(sum / window.length) * 12);
        memory.level = 0.2f * memory.level + 0.8f * now;
        return memory.level;
    }

    @Override
    public void close() {}
}
