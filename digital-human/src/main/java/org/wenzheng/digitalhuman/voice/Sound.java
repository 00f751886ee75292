package org.wenzheng.digitalhuman.voice;

import java.util.List;
import org.wenzheng.models.runtime.synthesis.SpeechSynthesizer.Phoneme;

/**
 * A spoken clause.
 *
 * @param text what is said
 * @param pcm samples of 48 kHz, one channel; not to be changed
 * @param phonemes when each sounds, in seconds from the first sample
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Sound(String text, short[] pcm, List<Phoneme> phonemes) {

    /** Samples a second. */
    public static final int RATE = 48_000;

    public Sound {
        phonemes = List.copyOf(phonemes);
    }

    /** How long it lasts, in seconds. */
    public float seconds() {
        return (float) pcm.length / RATE;
    }
}
