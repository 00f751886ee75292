package org.wenzheng.search.app.insight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a citizen said in a call.
 *
 * @param said its utterances
 * @param vector of unit length: the mean of its utterances' vectors, each without what is common to all utterances. So what is said in
 *     every call (courtesies, the manner of a language model's vectors) weighs nothing, and misheard words, which differ, cancel out
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SpokenCall(String call, List<Utterance> said, float[] vector) {

    /** Calls by their utterances. @param common as {@link #common} gives it, of all that is compared */
    static List<SpokenCall> of(List<Utterance> utterances, float[] common) {
        Map<String, List<Utterance>> calls = new LinkedHashMap<>();
        utterances.forEach(said ->
                calls.computeIfAbsent(said.call(), call -> new ArrayList<>()).add(said));
        List<SpokenCall> spoken = new ArrayList<>();
        calls.forEach((call, said) -> {
            float[] vector = new float[common.length];
            for (Utterance utterance : said) {
                for (int i = 0; i < vector.length; i++) {
                    vector[i] += utterance.vector()[i] - common[i];
                }
            }
            double length = Math.sqrt(dot(vector, vector));
            if (length > 0) {
                for (int i = 0; i < vector.length; i++) {
                    vector[i] /= (float) length;
                }
                spoken.add(new SpokenCall(call, said, vector));
            }
        });
        return spoken;
    }

    /** The mean of all vectors. */
    static float[] common(List<Utterance> first, List<Utterance> second, int dimensions) {
        float[] mean = new float[dimensions];
        for (List<Utterance> utterances : List.of(first, second)) {
            for (Utterance utterance : utterances) {
                for (int i = 0; i < dimensions; i++) {
                    mean[i] += utterance.vector()[i] / (first.size() + second.size());
                }
            }
        }
        return mean;
    }

    /** What was said of a matter most to the point. @param direction of the matter */
    Utterance mostAbout(float[] direction) {
        return said.stream()
                .max(Comparator.comparingDouble(utterance -> dot(direction, utterance.vector())))
                .orElseThrow();
    }

    static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
