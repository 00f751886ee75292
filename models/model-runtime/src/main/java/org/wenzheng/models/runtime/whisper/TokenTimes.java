package org.wenzheng.models.runtime.whisper;

import java.util.List;

/**
 * When each token sounds, in seconds from the first sample.
 *
 * @param start one a token
 * @param end one a token, not after the next one's start
 */
record TokenTimes(float[] start, float[] end) {

    /** Times of a decoding: attention says which token, the sound itself where a pause cuts it off. */
    static TokenTimes of(Decoding decoding, int heads, float[] pcm) {
        int frames = Math.max(1, pcm.length / (2 * LogMel.HOP));
        float[] bounds = WordAligner.align(decoding.alignment(), heads, frames);
        List<Pauses.Pause> pauses = Pauses.of(pcm);
        int tokens = decoding.tokens().size();
        TokenTimes times = new TokenTimes(new float[tokens], new float[tokens]);
        for (int i = 0; i < tokens; i++) {
            times.start[i] = bounds[i];
            times.end[i] = bounds[i + 1];
            for (Pauses.Pause pause : pauses) {
                times.cut(i, pause);
            }
        }
        return times;
    }

    /** Takes the pause off the token's beginning or end; of a token on both sides the longer part is kept. */
    private void cut(int token, Pauses.Pause pause) {
        float before = Math.max(0, pause.start() - start[token]);
        float after = Math.max(0, end[token] - pause.end());
        boolean apart = pause.end() <= start[token] || pause.start() >= end[token];
        if (apart || (before == 0 && after == 0)) {
            return;
        }
        if (before >= after) {
            end[token] = pause.start();
        } else {
            start[token] = pause.end();
        }
    }
}
