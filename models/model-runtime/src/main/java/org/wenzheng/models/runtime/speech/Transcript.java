package org.wenzheng.models.runtime.speech;

import java.util.List;

/**
 * Words of one stretch of speech.
 *
 * @param text punctuated and simplified; words of it carry times
 * @param words in order; offsets into {@code text} in UTF-16 units
 * @param confidence mean over words, 0..1
 * @param averageLogProbability natural log a token, the engine's own grade; 0 where it has none
 * @param unheard nothing was understood: {@code text} is empty or {@link #UNHEARD}
 */
public record Transcript(
        String text, List<TimedWord> words, float confidence, float averageLogProbability, boolean unheard) {

    /** Stands where something was said and not understood. */
    public static final String UNHEARD = "〔听不清〕";

    /** A word below this confidence is shown as doubtful everywhere. */
    public static final float DOUBTFUL = 0.5f;

    public Transcript {
        words = List.copyOf(words);
    }

    /** Silence: nothing was said at all. */
    public static Transcript silence() {
        return new Transcript("", List.of(), 0, 0, true);
    }

    /**
     * A word (Mandarin: a character or a short run of them).
     *
     * @param startSeconds from the first sample
     * @param confidence 0..1
     * @param startChar offset in the transcript's text
     * @param endChar exclusive
     */
    public record TimedWord(
            String text, float startSeconds, float endSeconds, float confidence, int startChar, int endChar) {}
}
