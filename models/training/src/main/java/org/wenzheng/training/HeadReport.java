package org.wenzheng.training;

import java.util.ArrayList;
import java.util.List;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.classify.LinearClassifier;
import org.wenzheng.models.runtime.classify.LinearHead;
import org.wenzheng.models.runtime.classify.TextClassifier;
import org.wenzheng.models.runtime.embedding.TextEmbedder;

/** Scores a head on labelled texts. */
public final class HeadReport {

    private static final int BATCH = 32;

    private HeadReport() {}

    /** Labels that the head gives, a text each, {@link TextClassifier#UNSURE} among them. */
    public static List<String> predict(LinearHead head, TextEmbedder embedder, List<String> texts)
            throws ModelException {
        List<String> predictions = new ArrayList<>(texts.size());
        try (LinearClassifier classifier = new LinearClassifier(head, embedder)) {
            for (int from = 0; from < texts.size(); from += BATCH) {
                for (TextClassifier.Labelled labelled :
                        classifier.classify(texts.subList(from, Math.min(texts.size(), from + BATCH)))) {
                    predictions.add(labelled.label());
                }
            }
        }
        return predictions;
    }
}
