package org.wenzheng.digitalhuman.retrieval;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.search.contract.knowledge.ServiceItem;

/** Finds the item that a question is about, and says how sure it is. Safe for any thread. */
public final class Retrieval {

    /** One question's ranking: items with the probability that each is meant, falling. */
    record Ranking(List<ItemIndex.Match> matches, double[] probabilities, double known) {}

    // Chosen on evaluation/calibration.tsv and held out texts, never on the questions that are reported.
    private static final double ANSWER = 0.65;
    private static final double CLARIFY = 0.65;
    private static final double EACH = 0.15;
    private static final int MAX_CHOICES = 3;
    private static final int CONSIDERED = 50;

    private final ItemIndex index;
    private final Calibration calibration;

    public Retrieval(ItemIndex index) {
        this(index, Calibration.shipped());
    }

    Retrieval(ItemIndex index, Calibration calibration) {
        this.index = index;
        this.calibration = calibration;
    }

    /**
     * What a question is about.
     *
     * @param today items out of force that day are named but never found
     * @param excluded codes of items that the citizen said are not meant
     * @throws ModelException when the embedder does not run
     */
    public Finding find(String question, LocalDate today, Set<String> excluded) throws ModelException {
        IntPredicate hidden = text -> excluded.contains(index.owner(text).code());
        Ranking ranking = rank(question, hidden);
        String repaired = index.repaired(question);
        if (!repaired.equals(question)) {
            Ranking other = rank(repaired, hidden);
            ranking = other.known > ranking.known ? other : ranking;
        }
        if (ranking.matches.isEmpty()) {
            return new Finding.Unknown(1);
        }
        ServiceItem best = ranking.matches.get(0).item();
        double probability = ranking.probabilities[0];
        if (probability >= ANSWER) {
            return best.inForce(today) ? new Finding.Found(best, probability) : new Finding.NotInForce(best);
        }
        List<ServiceItem> choices = new ArrayList<>();
        double sum = 0;
        for (int i = 0; i < Math.min(MAX_CHOICES, ranking.matches.size()); i++) {
            ServiceItem item = ranking.matches.get(i).item();
            if (ranking.probabilities[i] >= EACH && item.inForce(today)) {
                choices.add(item);
                sum += ranking.probabilities[i];
            }
        }
        return choices.size() > 1 && sum >= CLARIFY
                ? new Finding.Ambiguous(List.copyOf(choices), sum)
                : new Finding.Unknown(1 - ranking.known);
    }

    Ranking rank(String question, IntPredicate hidden) throws ModelException {
        float[] vector = index.vector(question);
        List<ItemIndex.Match> matches = index.matches(question, vector, hidden).stream()
                .sorted(Comparator.comparingDouble(match -> -calibration.score(match)))
                .limit(CONSIDERED)
                .toList();
        if (matches.isEmpty()) {
            return new Ranking(matches, new double[0], 0);
        }
        double known = calibration.probabilityKnown(matches, index.unknown(question, hidden), index.foreign(vector));
        double[] probabilities =
                softmax(matches.stream().mapToDouble(calibration::score).toArray());
        for (int i = 0; i < probabilities.length; i++) {
            probabilities[i] *= known;
        }
        return new Ranking(matches, probabilities, known);
    }

    static double[] softmax(double[] scores) {
        double[] result = new double[scores.length];
        double highest = Arrays.stream(scores).max().orElse(0);
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            result[i] = Math.exp(scores[i] - highest);
            sum += result[i];
        }
        for (int i = 0; i < result.length; i++) {
            result[i] /= sum;
        }
        return result;
    }
}
