package org.wenzheng.models.runtime.speech;

import java.util.List;

/** Corrects what a recogniser wrote, by text alone. Safe for concurrent callers. */
public interface TextRepair {

    /** Leaves everything as it was heard. */
    TextRepair NONE = hypotheses -> new Choice(0, hypotheses.get(0).text());

    /**
     * What a recogniser may have heard.
     *
     * @param text simplified characters, without normalised numbers
     * @param logProbability natural log, of the whole text and its end
     */
    record Hypothesis(String text, double logProbability) {}

    /**
     * A hypothesis and how it is to be written.
     *
     * @param index of the hypothesis
     * @param text as long as the hypothesis, character for character
     */
    record Choice(int index, String text) {}

    /**
     * Chooses and corrects.
     *
     * @param hypotheses at least one, the greedy one first
     */
    Choice repair(List<Hypothesis> hypotheses);
}
