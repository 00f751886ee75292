package org.wenzheng.models.runtime.whisper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wenzheng.models.runtime.ModelException;

/** Writes the most probable token at each step. */
final class GreedyDecoder {

    private GreedyDecoder() {}

    /**
     * Decodes one utterance.
     *
     * @param prompt tokens that the text follows
     * @param sotFromEnd how far from the prompt's end its start-of-transcript token stands, 1 for the last
     * @param limit tokens at most
     * @param guarded whether a repeating tail ends the text
     */
    static Decoding decode(
            WhisperModel model, WhisperModel.Speech speech, int[] prompt, int sotFromEnd, int limit, boolean guarded)
            throws ModelException {
        int end = model.vocabulary.endOfText;
        List<Integer> tokens = new ArrayList<>();
        List<Float> grades = new ArrayList<>();
        List<float[]> alignment = new ArrayList<>();
        double total = 0;
        boolean looped = false;
        int[] at = {prompt.length - sotFromEnd, prompt.length - 1};
        WhisperModel.Step step = model.step(speech, null, new int[] {0}, new int[][] {prompt}, at, true);
        float noSpeech = (float) Math.exp(step.silence[0]);
        try {
            alignment.add(last(step.alignment[0], model.alignmentHeads, 2));
            while (true) {
                int row = step.tokens.length - 1;
                int token = (int) step.tokens[row][0];
                total += step.logProbabilities[row][0];
                if (token == end || tokens.size() == limit) {
                    break;
                }
                tokens.add(token);
                grades.add(step.logProbabilities[row][0]);
                int surplus = guarded ? LoopGuard.surplus(tokens) : 0;
                if (surplus > 0) {
                    cut(surplus, tokens, grades, alignment);
                    looped = true;
                    break;
                }
                WhisperModel.Step next =
                        model.step(speech, step, new int[] {0}, new int[][] {{token}}, new int[] {0}, false);
                step.close();
                step = next;
                alignment.add(step.alignment[0]);
            }
        } finally {
            step.close();
        }
        return new Decoding(tokens, grades, alignment, (float) (total / (tokens.size() + 1)), noSpeech, looped);
    }

    private static void cut(int surplus, List<Integer> tokens, List<Float> grades, List<float[]> alignment) {
        tokens.subList(tokens.size() - surplus, tokens.size()).clear();
        grades.subList(grades.size() - surplus, grades.size()).clear();
        while (alignment.size() > tokens.size() + 1) {
            alignment.remove(alignment.size() - 1);
        }
    }

    /** Of attention [head × position × frame], that of the last position. */
    static float[] last(float[] attention, int heads, int positions) {
        int frames = attention.length / (heads * positions);
        float[] rows = new float[heads * frames];
        for (int h = 0; h < heads; h++) {
            System.arraycopy(attention, ((h + 1) * positions - 1) * frames, rows, h * frames, frames);
        }
        return rows;
    }

    /** A prompt of which all but the first part may be absent. */
    static int[] join(int[] first, int... second) {
        int[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }
}
