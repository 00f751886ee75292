package org.wenzheng.digitalhuman.retrieval;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/**
 * How features become probabilities: a linear score ranks the items (a softmax over them says which one is meant, if any), a
 * logistic regression over the best match says whether the base has the answer at all.
 *
 * @param ranking a weight for each {@link ItemIndex.Feature}
 * @param known weights of {@link #evidence}, the constant last
 */
record Calibration(double[] ranking, double[] known) {

    /** Features of whether a question is in the base: the best match's, how far it leads, what the base does not know, what it is near to. */
    static final int EVIDENCE = ItemIndex.Feature.values().length + 4;

    /** The weights that ship, made by {@link Calibrate}. */
    static Calibration shipped() {
        Properties weights = new Properties();
        try (InputStream file = Calibration.class.getResourceAsStream("calibration.properties");
                Reader reader = new InputStreamReader(Objects.requireNonNull(file), StandardCharsets.UTF_8)) {
            weights.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("a resource of this module", e);
        }
        return new Calibration(numbers(weights, "ranking"), numbers(weights, "known"));
    }

    double score(ItemIndex.Match match) {
        return dot(ranking, match.features());
    }

    /** @param ranked by falling score; at least one */
    double probabilityKnown(List<ItemIndex.Match> ranked, double unknown, double foreign) {
        return 1 / (1 + Math.exp(-dot(known, evidence(ranked, unknown, foreign))));
    }

    double[] evidence(List<ItemIndex.Match> ranked, double unknown, double foreign) {
        double[] best = ranked.get(0).features();
        double[] evidence = Arrays.copyOf(best, EVIDENCE);
        double lead = ranked.size() < 2 ? 1 : score(ranked.get(0)) - score(ranked.get(1));
        evidence[best.length] = Math.tanh(lead / 4);
        evidence[best.length + 1] = unknown;
        evidence[best.length + 2] = foreign;
        evidence[best.length + 3] = 1;
        return evidence;
    }

    private static double[] numbers(Properties weights, String name) {
        return Arrays.stream(weights.getProperty(name, "").split(","))
                .map(String::strip)
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    static double dot(double[] weights, double[] values) {
        double sum = 0;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * values[i];
        }
        return sum;
    }
}
