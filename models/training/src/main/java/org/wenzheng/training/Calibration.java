package org.wenzheng.training;

import java.util.List;
import org.wenzheng.models.runtime.classify.LinearHead;

/**
 * Fits {@code softmax(scale · margin + offset)} to texts that the margins had not seen, by gradient descent on weighted
 * log loss: matrix scaling with one scale (Guo et al. 2017).
 *
 * @param scale common to all labels
 * @param offsets a label
 */
record Calibration(float scale, float[] offsets) {

    private static final int STEPS = 400;
    /** Pull of offsets towards 0, so that few texts cannot move them far. */
    private static final double RIDGE = 0.01;

    /**
     * @param margins a text
     * @param labels index of each text's label
     * @param weights of a label's texts
     */
    static Calibration fit(List<float[]> margins, int[] labels, double[] weights) {
        int k = weights.length;
        double logScale = 0;
        double[] offsets = new double[k];
        double total = 0;
        for (int label : labels) {
            total += weights[label];
        }
        double rate = 0.5;
        for (int step = 0; step < STEPS; step++) {
            double scale = Math.exp(logScale);
            double scaleSlope = 0;
            double[] slopes = new double[k];
            for (int i = 0; i < labels.length; i++) {
                float[] m = margins.get(i);
                float[] p = LinearHead.softmax(m, (float) scale, floats(offsets));
                double w = weights[labels[i]] / total;
                for (int c = 0; c < k; c++) {
                    double error = w * (p[c] - (c == labels[i] ? 1 : 0));
                    slopes[c] += error;
                    scaleSlope += error * m[c] * scale;
                }
            }
            logScale -= rate * scaleSlope;
            for (int c = 0; c < k; c++) {
                offsets[c] -= rate * (slopes[c] + RIDGE * offsets[c] / k);
            }
        }
        return new Calibration((float) Math.exp(logScale), floats(offsets));
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }
}
