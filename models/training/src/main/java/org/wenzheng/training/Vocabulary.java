package org.wenzheng.training;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wenzheng.models.runtime.classify.TextFeatures;

/** Chooses the n-grams that tell labels apart best, by chi-square of document counts (Yang and Pedersen 1997). */
final class Vocabulary {

    /** An n-gram must be in so many texts. */
    private static final int FEWEST_TEXTS = 2;

    private Vocabulary() {}

    /**
     * @param labels index of each text's label
     * @param size at most so many n-grams
     */
    static TextFeatures choose(List<String> texts, int[] labels, int labelCount, int size) {
        Map<String, int[]> counts = new HashMap<>();
        int[] texted = new int[labelCount];
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < labels.length; i++) {
            seen.clear();
            TextFeatures.eachGram(texts.get(i), (gram, at) -> seen.add(gram));
            for (String gram : seen) {
                counts.computeIfAbsent(gram, g -> new int[labelCount])[labels[i]]++;
            }
            texted[labels[i]]++;
        }
        int total = labels.length;
        List<Scored> scored = new ArrayList<>();
        counts.forEach((gram, byLabel) -> {
            int with = 0;
            for (int count : byLabel) {
                with += count;
            }
            if (with >= FEWEST_TEXTS) {
                scored.add(new Scored(gram, with, chiSquare(byLabel, with, texted, total)));
            }
        });
        scored.sort(Comparator.comparingDouble(Scored::score).reversed().thenComparing(Scored::gram));
        Map<String, Integer> vocabulary = new LinkedHashMap<>();
        List<Scored> kept = scored.subList(0, Math.min(size, scored.size()));
        float[] inverseDocumentFrequency = new float[kept.size()];
        for (Scored gram : kept) {
            inverseDocumentFrequency[vocabulary.size()] = (float) (1 + Math.log((1.0 + total) / (1.0 + gram.texts())));
            vocabulary.put(gram.gram(), vocabulary.size());
        }
        return new TextFeatures(vocabulary, inverseDocumentFrequency);
    }

    private static double chiSquare(int[] byLabel, int with, int[] texted, int total) {
        double best = 0;
        for (int label = 0; label < byLabel.length; label++) {
            double a = byLabel[label];
            double b = with - a;
            double c = texted[label] - a;
            double d = total - a - b - c;
            double under = (a + c) * (b + d) * (a + b) * (c + d);
            if (under > 0) {
                best = Math.max(best, total * (a * d - b * c) * (a * d - b * c) / under);
            }
        }
        return best;
    }

    private record Scored(String gram, int texts, double score) {}
}
