package org.wenzheng.jobs.speech;

import org.jspecify.annotations.Nullable;
import org.wenzheng.models.runtime.speech.SpeechRecognizer;
import org.wenzheng.models.runtime.speech.StreamingRecognizer;
import org.wenzheng.models.runtime.vad.VoiceActivityDetector;

/** Engines without weights. */
record FakeEngines() implements SpeechEngines {
    private static final InferencePool POOL = new InferencePool(2);

    @Override
    public VoiceActivityDetector detector() {
        return new LoudnessDetector();
    }

    @Override
    public boolean wholeStretches() {
        return false;
    }

    @Override
    public SpeechRecognizer recognizer() {
        throw new UnsupportedOperationException("not needed here");
    }

    @Override
    public @Nullable StreamingRecognizer streaming(String language) {
        return null;
    }

    @Override
    public void prepare() {}

    @Override
    public InferencePool pool() {
        return POOL;
    }
}
