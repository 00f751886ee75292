package org.wenzheng.training;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.wenzheng.models.runtime.classify.TextClassifier;

/**
 * How predictions compare with labels.
 *
 * @param accuracy share right; "unsure" counts as wrong
 * @param macroF1 mean of F1 over the labels that the texts have
 * @param coverage share that was not "unsure"
 * @param f1 a label
 */
public record Scores(int items, double accuracy, double macroF1, double coverage, Map<String, Double> f1) {

    /** Scores predictions against labels, in order. */
    public static Scores of(List<String> labels, List<String> predictions) {
        Map<String, int[]> counts = new LinkedHashMap<>(); // right, predicted, labelled
        for (String label : new TreeSet<>(labels)) {
            counts.put(label, new int[3]);
        }
        int right = 0;
        int unsure = 0;
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            String prediction = predictions.get(i);
            counts.computeIfAbsent(label, l -> new int[3])[2]++;
            int[] predicted = counts.get(prediction);
            if (predicted != null) {
                predicted[1]++;
            }
            if (label.equals(prediction)) {
                right++;
                counts.computeIfAbsent(label, l -> new int[3])[0]++;
            }
            unsure += prediction.equals(TextClassifier.UNSURE) ? 1 : 0;
        }
        Map<String, Double> f1 = new LinkedHashMap<>();
        counts.forEach((label, c) -> f1.put(label, c[1] + c[2] == 0 ? 0 : 2.0 * c[0] / (c[1] + c[2])));
        int n = Math.max(1, labels.size());
        return new Scores(
                labels.size(),
                (double) right / n,
                f1.values().stream().mapToDouble(Double::doubleValue).average().orElse(0),
                1 - (double) unsure / n,
                Map.copyOf(f1));
    }
}
