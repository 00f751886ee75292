package org.wenzheng.models.runtime.classify;

import java.util.List;

/**
 * A linear classifier over {@link TextFeatures} and an embedding, calibrated: probabilities are a softmax of
 * {@code scale · margin + offset} a label, fitted on texts that the margins had not seen.
 *
 * @param name of the head and version
 * @param labels in order of rows
 * @param features n-grams
 * @param embeddingModel whose vectors it was trained on; empty when it uses none
 * @param embeddingWeight what embeddings were multiplied by
 * @param weights a row a label: n-grams, then embedding dimensions, then a bias
 * @param scale calibration, common to all labels
 * @param offsets calibration, a label
 * @param threshold below it the label is {@link TextClassifier#UNSURE}
 */
public record LinearHead(
        String name,
        List<String> labels,
        TextFeatures features,
        String embeddingModel,
        int embeddingDimensions,
        float embeddingWeight,
        float[][] weights,
        float scale,
        float[] offsets,
        float threshold) {

    public LinearHead {
        labels = List.copyOf(labels);
        int width = features.size() + embeddingDimensions + 1;
        if (weights.length != labels.size() || offsets.length != labels.size()) {
            throw new IllegalArgumentException("a head needs a row and an offset a label");
        }
        for (float[] row : weights) {
            if (row.length != width) {
                throw new IllegalArgumentException("a row has " + row.length + " weights, not " + width);
            }
        }
    }

    /** Signed distances, a label. */
    public float[] margins(TextFeatures.Sparse sparse, float[] embedding) {
        return margins(weights, features.size(), sparse, embedding, embeddingWeight);
    }

    /**
     * Signed distances of rows that are not a head yet.
     *
     * @param rows a row a label: n-grams, embedding, bias
     * @param grams how many n-grams a row has
     */
    public static float[] margins(
            float[][] rows, int grams, TextFeatures.Sparse sparse, float[] embedding, float embeddingWeight) {
        float[] margins = new float[rows.length];
        for (int label = 0; label < margins.length; label++) {
            float[] row = rows[label];
            double sum = row[row.length - 1];
            for (int i = 0; i < sparse.features().length; i++) {
                sum += row[sparse.features()[i]] * sparse.values()[i];
            }
            for (int i = 0; i < embedding.length; i++) {
                sum += row[grams + i] * embedding[i] * embeddingWeight;
            }
            margins[label] = (float) sum;
        }
        return margins;
    }

    /** Calibrated probabilities of margins. */
    public float[] probabilities(float[] margins) {
        return softmax(margins, scale, offsets);
    }

    /** Softmax of {@code scale · margin + offset}. */
    public static float[] softmax(float[] margins, float scale, float[] offsets) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < margins.length; i++) {
            largest = Math.max(largest, scale * margins[i] + offsets[i]);
        }
        double sum = 0;
        float[] probabilities = new float[margins.length];
        for (int i = 0; i < margins.length; i++) {
            double e = Math.exp(scale * margins[i] + offsets[i] - largest);
            probabilities[i] = (float) e;
            sum += e;
        }
        for (int i = 0; i < margins.length; i++) {
            probabilities[i] /= (float) sum;
        }
        return probabilities;
    }
}
