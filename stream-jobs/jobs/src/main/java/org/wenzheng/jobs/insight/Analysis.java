package org.wenzheng.jobs.insight;

import java.util.List;
import org.wenzheng.models.runtime.classify.TextClassifier;

/**
 * What the models say of one text.
 *
 * @param sentiment negative, neutral, positive or unsure
 * @param probability of the best sentiment
 * @param sentiments all of them; empty where there is no head
 * @param urgency 0..1
 * @param topics above the threshold, best first
 * @param vector of length 1; empty where the text was not embedded
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Analysis(
        String sentiment,
        float probability,
        List<LabelScore> sentiments,
        float urgency,
        List<LabelScore> topics,
        float[] vector) {

    /** Of what no model was asked about: interim and unheard segments. */
    static Analysis none() {
        return new Analysis(TextClassifier.UNSURE, 0, List.of(), 0, List.of(), new float[0]);
    }
}
