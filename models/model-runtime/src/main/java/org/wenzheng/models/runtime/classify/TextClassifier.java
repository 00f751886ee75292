package org.wenzheng.models.runtime.classify;

import java.util.List;
import org.wenzheng.models.runtime.ModelException;

/** Labels texts by a trained head. Thread-safe. */
public interface TextClassifier extends AutoCloseable {

    /** What stands where no label is probable enough. */
    String UNSURE = "unsure";

    /** The head's name and version. */
    String head();

    List<String> labels();

    /** A result a text, in order. */
    List<Labelled> classify(List<String> texts) throws ModelException;

    @Override
    void close();

    /**
     * Calibrated probabilities of one text.
     *
     * @param label the best one, or {@link #UNSURE} when it is below the head's threshold
     * @param probability of the best label, whether or not it passed
     * @param probabilities one a label, in the order of {@link TextClassifier#labels}
     */
    record Labelled(String label, float probability, float[] probabilities) {}
}
