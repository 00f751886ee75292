package org.wenzheng.models.runtime.classify;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ObjIntConsumer;

/**
 * What a head sees of a text: its character n-grams (1 to 4), counted with sublinear term frequency and inverse document
 * frequency and scaled to length 1, which needs no word segmentation and forgives recognition errors; beside them stands
 * the sentence's embedding.
 */
public final class TextFeatures {

    /** Longest n-gram, in characters. */
    public static final int LONGEST = 4;

    /** Characters of a text that are looked at: enough for a long message. */
    private static final int READ = 4000;

    private final Map<String, Integer> vocabulary;
    private final float[] inverseDocumentFrequency;

    /**
     * @param vocabulary n-gram to feature, 0 to size - 1
     * @param inverseDocumentFrequency a feature
     */
    public TextFeatures(Map<String, Integer> vocabulary, float[] inverseDocumentFrequency) {
        this.vocabulary = Map.copyOf(vocabulary);
        this.inverseDocumentFrequency = inverseDocumentFrequency.clone();
    }

    public int size() {
        return inverseDocumentFrequency.length;
    }

    /** Each n-gram and its inverse document frequency, in the order of features. */
    public Map<String, Float> grams() {
        String[] ordered = new String[size()];
        vocabulary.forEach((gram, feature) -> ordered[feature] = gram);
        Map<String, Float> grams = new LinkedHashMap<>();
        for (int i = 0; i < ordered.length; i++) {
            grams.put(ordered[i], inverseDocumentFrequency[i]);
        }
        return grams;
    }

    /** Features and their values, sorted by feature; a vector of length 1, or empty when no n-gram is known. */
    public Sparse of(String text) {
        Map<Integer, Integer> counts = new HashMap<>();
        eachGram(text, (gram, position) -> {
            Integer feature = vocabulary.get(gram);
            if (feature != null) {
                counts.merge(feature, 1, Integer::sum);
            }
        });
        int[] features =
                counts.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
        float[] values = new float[features.length];
        double sum = 0;
        for (int i = 0; i < features.length; i++) {
            int count = counts.getOrDefault(features[i], 0);
            values[i] = (float) ((1 + Math.log(count)) * inverseDocumentFrequency[features[i]]);
            sum += values[i] * values[i];
        }
        float scale = sum > 0 ? (float) (1 / Math.sqrt(sum)) : 0;
        for (int i = 0; i < values.length; i++) {
            values[i] *= scale;
        }
        return new Sparse(features, values);
    }

    /** A sparse vector. */
    public record Sparse(int[] features, float[] values) {}

    /** Calls back with each n-gram of a normalised text, spaces removed, digits made one sign. */
    public static void eachGram(String text, ObjIntConsumer<String> gram) {
        String plain = normalise(text);
        for (int length = 1; length <= LONGEST; length++) {
            for (int start = 0; start + length <= plain.length(); start++) {
                gram.accept(plain.substring(start, start + length), start);
            }
        }
    }

    private static String normalise(String text) {
        String folded = Normalizer.normalize(
                        text.length() > READ ? text.substring(0, READ) : text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT);
        StringBuilder plain = new StringBuilder(folded.length());
        for (int i = 0; i < folded.length(); i++) {
            char c = folded.charAt(i);
            if (Character.isDigit(c)) {
                if (plain.isEmpty() || plain.charAt(plain.length() - 1) != '0') {
                    plain.append('0');
                }
            } else if (!Character.isWhitespace(c)) {
                plain.append(c);
            }
        }
        return plain.toString();
    }
}
