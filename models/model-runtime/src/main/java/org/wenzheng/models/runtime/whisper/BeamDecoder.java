package org.wenzheng.models.runtime.whisper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wenzheng.models.runtime.ModelException;

/** Keeps the most probable hypotheses at each step; slower than greedy, for text that need not be quick. */
final class BeamDecoder {

    /** Hypotheses kept. */
    static final int WIDTH = DecoderGraph.CANDIDATES / 2;

    private final WhisperModel model;
    private final int limit;
    private final List<Hypothesis> finished = new ArrayList<>();

    private BeamDecoder(WhisperModel model, int limit) {
        this.model = model;
        this.limit = limit;
    }

    /**
     * A text in the making: one token behind its parent.
     *
     * @param row which of the last step's hypotheses it goes on from
     * @param attention of the step that predicted {@code token}
     */
    private record Hypothesis(
            @Nullable Hypothesis parent, int row, int token, float grade, double total, int length, float[] attention) {

        double average() {
            return total / length;
        }
    }

    /** Decodes one utterance; the parameters are those of the greedy decoder. The most probable a token comes first. */
    static List<Decoding> decode(
            WhisperModel model, WhisperModel.Speech speech, int[] prompt, int sotFromEnd, int limit)
            throws ModelException {
        return new BeamDecoder(model, limit).decode(speech, prompt, sotFromEnd);
    }

    private List<Decoding> decode(WhisperModel.Speech speech, int[] prompt, int sotFromEnd) throws ModelException {
        int[] at = {prompt.length - sotFromEnd, prompt.length - 1};
        WhisperModel.Step step = model.step(speech, null, new int[] {0}, new int[][] {prompt}, at, true);
        float noSpeech = (float) Math.exp(step.silence[0]);
        try {
            float[] attention = GreedyDecoder.last(step.alignment[0], model.alignmentHeads, 2);
            List<Hypothesis> candidates = new ArrayList<>();
            extend(candidates, null, 0, step.tokens[1], step.logProbabilities[1], attention);
            List<Hypothesis> beam = select(candidates);
            while (finished.size() < WIDTH && !beam.isEmpty()) {
                int[] parents = beam.stream().mapToInt(Hypothesis::row).toArray();
                int[][] tokens = beam.stream().map(h -> new int[] {h.token()}).toArray(int[][]::new);
                WhisperModel.Step next = model.step(speech, step, parents, tokens, new int[] {0}, false);
                step.close();
                step = next;
                candidates.clear();
                for (int i = 0; i < beam.size(); i++) {
                    extend(candidates, beam.get(i), i, step.tokens[i], step.logProbabilities[i], step.alignment[i]);
                }
                beam = select(candidates);
            }
        } finally {
            step.close();
        }
        return all(noSpeech);
    }

    private static void extend(
            List<Hypothesis> candidates,
            @Nullable Hypothesis parent,
            int row,
            long[] tokens,
            float[] grades,
            float[] attention) {
        double total = parent == null ? 0 : parent.total();
        int length = parent == null ? 0 : parent.length();
        for (int i = 0; i < tokens.length; i++) {
            candidates.add(
                    new Hypothesis(parent, row, (int) tokens[i], grades[i], total + grades[i], length + 1, attention));
        }
    }

    /** The best that go on; those that end among them are set aside. */
    private List<Hypothesis> select(List<Hypothesis> candidates) {
        candidates.sort(Comparator.comparingDouble(Hypothesis::total).reversed());
        List<Hypothesis> beam = new ArrayList<>();
        for (Hypothesis candidate : candidates) {
            if (candidate.token() == model.vocabulary.endOfText || candidate.length() > limit) {
                finished.add(candidate);
            } else {
                beam.add(candidate);
            }
            if (beam.size() == WIDTH) {
                break;
            }
        }
        return beam;
    }

    /** Those that say something before those that say nothing but punctuation. */
    private List<Decoding> all(float noSpeech) {
        finished.sort(Comparator.comparingDouble(Hypothesis::average).reversed());
        List<Decoding> all = new ArrayList<>();
        List<Decoding> mute = new ArrayList<>();
        for (Hypothesis hypothesis : finished) {
            Decoding decoding = decoding(hypothesis, noSpeech);
            (TokenText.speaks(decoding.tokens(), model.vocabulary) ? all : mute).add(decoding);
        }
        all.addAll(mute);
        return all;
    }

    private static Decoding decoding(Hypothesis end, float noSpeech) {
        List<Integer> tokens = new ArrayList<>();
        List<Float> grades = new ArrayList<>();
        List<float[]> alignment = new ArrayList<>();
        alignment.add(end.attention());
        for (Hypothesis h = end.parent(); h != null; h = h.parent()) {
            tokens.add(h.token());
            grades.add(h.grade());
            alignment.add(h.attention());
        }
        Collections.reverse(tokens);
        Collections.reverse(grades);
        Collections.reverse(alignment);
        boolean looped = LoopGuard.surplus(tokens) > 0;
        return new Decoding(tokens, grades, alignment, (float) end.average(), noSpeech, looped);
    }
}
