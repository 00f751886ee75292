package org.wenzheng.digitalhuman.retrieval;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.embedding.BgeEmbedder;
import org.wenzheng.search.contract.knowledge.KnowledgeBase;

/**
 * Makes {@code calibration.properties}. Examples are the base's own texts, each hidden in turn and asked (known), and asked with
 * its whole item hidden (not known), each also as it might be misheard; and files of questions that people might ask, typed and as
 * recognition heard them.
 */
final class Calibrate {

    private record Example(List<ItemIndex.Match> matches, double unknown, double foreign, int right, double weight) {}

    private static final int STEPS = 3_000;
    private static final double RATE = 0.05;
    private static final double DECAY = 1e-3;
    /** A person's question counts as much as so many of the base's own texts. */
    private static final double ASKED = 4;

    private Calibrate() {}

    /** @param args folder of items, files of questions */
    public static void main(String[] args) throws Exception {
        KnowledgeBase base = KnowledgeBase.read(Path.of(args[0]));
        List<Questions.Question> asked = new ArrayList<>();
        for (String file : List.of(args).subList(1, args.length)) {
            asked.addAll(Questions.read(Path.of(file), base));
        }
        try (BgeEmbedder embedder = BgeEmbedder.load();
                ItemIndex index = new ItemIndex(base, embedder)) {
            List<Example> examples = examples(index, asked);
            double[] ranking = ranking(examples);
            double[] known = known(examples, ranking);
            System.out.println(
                    "# Made by Calibrate from the items, evaluation/calibration.tsv and evaluation/calibration-heard.tsv.");
            System.out.println("ranking=" + list(ranking));
            System.out.println("known=" + list(known));
        }
    }

    private static List<Example> examples(ItemIndex index, List<Questions.Question> asked) throws ModelException {
        Misheard misheard = new Misheard(index.texts());
        List<Example> examples = new ArrayList<>();
        for (Questions.Question question : asked) {
            String text = question.text();
            List<ItemIndex.Match> matches = index.matches(text, index.vector(text), other -> false);
            examples.add(example(index, text, other -> false, position(matches, question.item()), ASKED));
        }
        for (int i = 0; i < index.texts().size(); i++) {
            int hidden = i;
            String code = index.owner(i).code();
            IntPredicate whole = other -> index.owner(other).code().equals(code);
            for (String text :
                    List.of(index.texts().get(i), misheard.of(index.texts().get(i)))) {
                List<ItemIndex.Match> matches = index.matches(text, index.vector(text), other -> other == hidden);
                examples.add(example(index, text, other -> other == hidden, position(matches, code), 1));
                // Hidden whole, it may still be a question that the item's neighbour answers: it counts less.
                examples.add(example(index, text, whole, -1, 0.25));
            }
        }
        return examples;
    }

    private static Example example(ItemIndex index, String text, IntPredicate hidden, int right, double weight)
            throws ModelException {
        float[] vector = index.vector(text);
        return new Example(
                index.matches(text, vector, hidden), index.unknown(text, hidden), index.foreign(vector), right, weight);
    }

    /** Weights of a softmax over all items, by gradient descent on its cross-entropy. */
    private static double[] ranking(List<Example> examples) {
        double[] weights = new double[ItemIndex.Feature.values().length];
        Arrays.fill(weights, 3);
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[weights.length];
            double total = 0;
            for (Example example : examples) {
                if (example.right < 0) {
                    continue;
                }
                double[] scores = example.matches.stream()
                        .mapToDouble(match -> Calibration.dot(weights, match.features()))
                        .toArray();
                double[] shares = Retrieval.softmax(scores);
                for (int i = 0; i < shares.length; i++) {
                    double error = (i == example.right ? 1 : 0) - shares[i];
                    add(gradient, example.matches.get(i).features(), example.weight * error);
                }
                total += example.weight;
            }
            step(weights, gradient, total, RATE * 20);
        }
        return weights;
    }

    private static double[] known(List<Example> examples, double[] ranking) {
        double[] weights = new double[Calibration.EVIDENCE];
        Calibration calibration = new Calibration(ranking, weights);
        List<double[]> evidence = new ArrayList<>();
        for (Example example : examples) {
            List<ItemIndex.Match> ranked = example.matches.stream()
                    .sorted(Comparator.comparingDouble(match -> -calibration.score(match)))
                    .toList();
            evidence.add(calibration.evidence(ranked, example.unknown, example.foreign));
        }
        for (int step = 0; step < STEPS * 4; step++) {
            double[] gradient = new double[weights.length];
            double total = 0;
            for (int i = 0; i < evidence.size(); i++) {
                Example example = examples.get(i);
                double said = 1 / (1 + Math.exp(-Calibration.dot(weights, evidence.get(i))));
                add(gradient, evidence.get(i), example.weight * ((example.right >= 0 ? 1 : 0) - said));
                total += example.weight;
            }
            step(weights, gradient, total, RATE * 20);
        }
        return weights;
    }

    private static int position(List<ItemIndex.Match> matches, String code) {
        for (int i = 0; i < matches.size(); i++) {
            if (matches.get(i).item().code().equals(code)) {
                return i;
            }
        }
        return -1;
    }

    private static void step(double[] weights, double[] gradient, double total, double rate) {
        for (int i = 0; i < weights.length; i++) {
            weights[i] += rate * (gradient[i] / total - DECAY * weights[i] / 10);
        }
    }

    private static void add(double[] sum, double[] values, double factor) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * values[i];
        }
    }

    private static String list(double[] weights) {
        return Arrays.stream(weights).mapToObj("%.3f"::formatted).collect(Collectors.joining(", "));
    }
}
