package org.wenzheng.models.runtime.synthesis;

import java.util.List;
import org.wenzheng.models.runtime.ModelException;

/** Speaks a clause. Thread-safe. */
public interface SpeechSynthesizer extends AutoCloseable {

    /** Names of the voices installed. */
    List<String> voices();

    /** Samples a second of what {@link #speak} returns. */
    int sampleRate();

    /**
     * Synthesises a text.
     *
     * @param voice one of {@link #voices}
     * @param speed 0.8 to 1.2; 1 is the voice's own
     */
    Speech speak(String text, String voice, float speed) throws ModelException;

    @Override
    void close();

    /** Mono samples, -1..1, and when each phoneme sounds, in seconds from the first sample. */
    record Speech(float[] samples, List<Phoneme> phonemes) {}

    /** One phoneme (IPA as the model writes it). */
    record Phoneme(String symbol, float startSeconds, float endSeconds) {}
}
