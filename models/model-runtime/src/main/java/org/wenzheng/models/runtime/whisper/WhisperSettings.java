package org.wenzheng.models.runtime.whisper;

import java.util.Map;

/**
 * How Whisper is run and when it is believed. Every default stands here.
 *
 * @param threads of one request; several requests run beside each other
 * @param prompts text before the transcript, by language: in Mandarin it asks for simplified characters and punctuation
 * @param paddingSeconds of silence behind the speech in a short window; with less than two it repeats itself
 * @param unheardBelow average log-probability under which nothing is believed: what it invents on noise lies there
 * @param doubtfulBelow average log-probability under which a final is decoded again in a 30-second window
 * @param noSpeechAbove the model's own probability of no speech above which text is believed only if it is likely
 * @param noSpeechBelow average log-probability under which it is not, then
 * @param tokensASecond most that anyone says; a runaway decoder ends there
 */
public record WhisperSettings(
        int threads,
        Map<String, String> prompts,
        float paddingSeconds,
        float unheardBelow,
        float doubtfulBelow,
        float noSpeechAbove,
        float noSpeechBelow,
        int tokensASecond) {

    /** What was measured on two cores; see docs/decisions. */
    public static final WhisperSettings DEFAULT =
            new WhisperSettings(1, Map.of("zh", " 以下是普通话的句子。"), 2f, -1f, -0.5f, 0.8f, -0.8f, 16);

    public WhisperSettings {
        prompts = Map.copyOf(prompts);
        if (threads < 1 || paddingSeconds < 0 || paddingSeconds > 30 || tokensASecond < 1) {
            throw new IllegalArgumentException(
                    "Whisper needs at least one thread, 0 to 30 seconds of padding and one token a second");
        }
    }

    /** The same with another number of threads a request. */
    public WhisperSettings withThreads(int number) {
        return new WhisperSettings(
                number,
                prompts,
                paddingSeconds,
                unheardBelow,
                doubtfulBelow,
                noSpeechAbove,
                noSpeechBelow,
                tokensASecond);
    }
}
