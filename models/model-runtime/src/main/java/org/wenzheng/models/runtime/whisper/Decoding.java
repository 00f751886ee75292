package org.wenzheng.models.runtime.whisper;

import java.util.List;

/**
 * What a decoder wrote.
 *
 * @param tokens of the text, without the end
 * @param logProbabilities one a token
 * @param alignment cross-attention [head × frame] of each step: one a token, and one more for the end
 * @param averageLogProbability over the tokens and the end
 * @param noSpeech probability that the window holds no speech, as the model says it
 * @param looped whether it repeated itself and was cut
 */
record Decoding(
        List<Integer> tokens,
        List<Float> logProbabilities,
        List<float[]> alignment,
        float averageLogProbability,
        float noSpeech,
        boolean looped) {}
