package org.wenzheng.training;

import de.bwaldvogel.liblinear.Feature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.classify.LinearHead;
import org.wenzheng.models.runtime.classify.TextClassifier;
import org.wenzheng.models.runtime.classify.TextFeatures;
import org.wenzheng.models.runtime.embedding.TextEmbedder;

/**
 * Trains a head on any labels: n-grams and embeddings, cost and balance by cross-validation on macro-F1, since the rare labels
 * are the ones that people look for; calibration and the "unsure" threshold on texts left out. Deterministic for a file.
 */
public final class HeadTrainer {

    /** N-grams kept at most: rows of tens of thousands of texts gain from many, a file of few labels stays small with them. */
    private static final int MOST_GRAMS = 200_000;
    /** Kept, if there are so many, however many labels. */
    private static final int FEWEST_GRAMS = 60_000;
    /** Weights of n-grams in all; with 15 labels a head of so many is a file of about 2 MB. */
    private static final int GRAM_WEIGHTS = 900_000;
    /** Settings are compared on so many texts at most. */
    private static final int COMPARED = 8_000;

    private static final int FOLDS = 4;
    private static final int BATCH = 32;
    /** Accuracy that the "unsure" threshold may cost on texts left out. */
    private static final double THRESHOLD_COST = 0.003;

    private static final double[] COSTS = {0.03, 0.1, 0.3, 1};
    private static final float[] EMBEDDING_WEIGHTS = {1, 2, 4};
    private static final double[] BALANCES = {0, 0.5, 0.75, 1};

    private final @Nullable TextEmbedder embedder;
    private final Consumer<String> progress;

    /**
     * @param embedder null for n-grams alone
     * @param progress hears a line a step
     */
    public HeadTrainer(@Nullable TextEmbedder embedder, Consumer<String> progress) {
        this.embedder = embedder;
        this.progress = progress;
    }

    /** A head and what it reached on texts left out of its training. */
    public record Trained(LinearHead head, Scores scores, String setting) {}

    /**
     * Trains.
     *
     * @throws TrainingException if there are fewer than two labels or a label has fewer texts than folds
     * @throws ModelException if the embedder cannot run
     */
    public Trained train(String name, LabelledTexts data) throws TrainingException, ModelException {
        List<String> labels = data.labelSet();
        if (labels.size() < 2) {
            throw new TrainingException("Training needs at least two labels; the file has " + labels + ".");
        }
        for (String label : labels) {
            if (Collections.frequency(data.labels(), label) < FOLDS) {
                throw new TrainingException(
                        "The label " + label + " has fewer than " + FOLDS + " texts. Add some or leave it out.");
            }
        }
        int[] y = data.labels().stream().mapToInt(labels::indexOf).toArray();
        Prepared all = prepare(data, y, labels.size());
        int[] sample = sample(data.size());
        LinearTrainer.Setting setting = search(all, y, labels.size(), sample);
        progress.accept("chosen " + setting + "; calibrating on texts left out");
        int[] shuffled = indices(y.length);
        Feature[][] rowsOfAll = rows(all, setting, shuffled);
        List<float[]> margins = inOrder(leftOut(rowsOfAll, all, y, labels.size(), setting, shuffled), shuffled);
        Calibration calibration =
                Calibration.fit(margins, y, LinearTrainer.balance(y, labels.size(), setting.balance()));
        float threshold = threshold(margins, y, calibration);
        progress.accept("training on all " + data.size() + " texts");
        float[][] rows = LinearTrainer.train(rowsOfAll, all.width(), y, labels.size(), setting);
        LinearHead head = new LinearHead(
                name,
                labels,
                all.features(),
                embedder == null ? "" : embedder.model(),
                embedder == null ? 0 : embedder.dimensions(),
                setting.embeddingWeight(),
                rows,
                calibration.scale(),
                calibration.offsets(),
                threshold);
        return new Trained(head, scores(data, margins, labels, calibration, threshold), setting.toString());
    }

    private record Prepared(TextFeatures features, List<TextFeatures.Sparse> grams, List<float[]> vectors) {

        /** Features a text may have: n-grams, embedding, bias. */
        int width() {
            return features.size() + (vectors.isEmpty() ? 0 : vectors.get(0).length) + 1;
        }
    }

    private static Feature[][] rows(Prepared all, LinearTrainer.Setting setting, int[] texts) {
        return LinearTrainer.rows(all.grams(), all.features().size(), all.vectors(), setting.embeddingWeight(), texts);
    }

    private Prepared prepare(LabelledTexts data, int[] y, int labelCount) throws ModelException {
        progress.accept("counting n-grams of " + data.size() + " texts");
        TextFeatures features = Vocabulary.choose(data.texts(), y, labelCount, grams(labelCount));
        List<TextFeatures.Sparse> grams =
                data.texts().stream().map(features::of).toList();
        List<float[]> vectors = new ArrayList<>();
        if (embedder != null) {
            long begun = System.nanoTime();
            for (int from = 0; from < data.size(); from += BATCH) {
                vectors.addAll(embedder.embed(data.texts().subList(from, Math.min(data.size(), from + BATCH))));
                if (from / BATCH % 40 == 39) {
                    double each = (System.nanoTime() - begun) / 1e9 / vectors.size();
                    progress.accept(String.format(
                            "embedded %d of %d, %.0f s left",
                            vectors.size(), data.size(), each * (data.size() - vectors.size())));
                }
            }
        }
        return new Prepared(features, grams, vectors);
    }

    private static int grams(int labelCount) {
        return Math.max(FEWEST_GRAMS, Math.min(MOST_GRAMS, GRAM_WEIGHTS / labelCount));
    }

    private LinearTrainer.Setting search(Prepared all, int[] y, int labelCount, int[] sample) {
        LinearTrainer.Setting best =
                new LinearTrainer.Setting(COSTS[2], embedder == null ? 0 : EMBEDDING_WEIGHTS[1], 0.5);
        double bestScore = -1;
        List<LinearTrainer.Setting> round = new ArrayList<>();
        for (int pass = 0; pass < 3; pass++) {
            round.clear();
            LinearTrainer.Setting base = best;
            if (pass == 0) {
                for (double cost : COSTS) {
                    round.add(new LinearTrainer.Setting(cost, base.embeddingWeight(), base.balance()));
                }
            } else if (pass == 1 && embedder != null) {
                for (float weight : EMBEDDING_WEIGHTS) {
                    round.add(new LinearTrainer.Setting(base.cost(), weight, base.balance()));
                }
            } else if (pass == 2) {
                for (double balance : BALANCES) {
                    round.add(new LinearTrainer.Setting(base.cost(), base.embeddingWeight(), balance));
                }
            }
            for (LinearTrainer.Setting setting : round) {
                Scores scores = score(all, y, labelCount, setting, sample);
                progress.accept(String.format(
                        "%s: accuracy %.4f, macro-F1 %.4f", setting, scores.accuracy(), scores.macroF1()));
                if (scores.macroF1() > bestScore) {
                    bestScore = scores.macroF1();
                    best = setting;
                }
            }
        }
        return best;
    }

    private Scores score(Prepared all, int[] y, int labelCount, LinearTrainer.Setting setting, int[] sample) {
        List<float[]> margins = leftOut(rows(all, setting, sample), all, y, labelCount, setting, sample);
        int[] labels = Arrays.stream(sample).map(i -> y[i]).toArray();
        Calibration calibration =
                Calibration.fit(margins, labels, LinearTrainer.balance(labels, labelCount, setting.balance()));
        List<String> truth = new ArrayList<>();
        List<String> guess = new ArrayList<>();
        for (int i = 0; i < labels.length; i++) {
            truth.add(String.valueOf(labels[i]));
            guess.add(String.valueOf(
                    best(LinearHead.softmax(margins.get(i), calibration.scale(), calibration.offsets()))));
        }
        return Scores.of(truth, guess);
    }

    private static List<float[]> inOrder(List<float[]> margins, int[] shuffled) {
        float[][] inOrder = new float[shuffled.length][];
        for (int s = 0; s < shuffled.length; s++) {
            inOrder[shuffled[s]] = margins.get(s);
        }
        return Arrays.asList(inOrder);
    }

    /** Margins of each text by heads that had not seen it. */
    private static List<float[]> leftOut(
            Feature[][] rowsOfAll, Prepared all, int[] y, int labelCount, LinearTrainer.Setting setting, int[] sample) {
        float[][] margins = new float[sample.length][];
        java.util.stream.IntStream.range(0, FOLDS).parallel().forEach(fold -> {
            int[] others = java.util.stream.IntStream.range(0, sample.length)
                    .filter(s -> s % FOLDS != fold)
                    .map(s -> sample[s])
                    .toArray();
            float[][] rows = LinearTrainer.train(
                    Arrays.stream(others).mapToObj(text -> rowsOfAll[text]).toArray(Feature[][]::new),
                    all.width(),
                    Arrays.stream(others).map(text -> y[text]).toArray(),
                    labelCount,
                    setting);
            int size = all.features().size();
            for (int s = fold; s < sample.length; s += FOLDS) {
                float[] vector =
                        all.vectors().isEmpty() ? new float[0] : all.vectors().get(sample[s]);
                margins[s] =
                        LinearHead.margins(rows, size, all.grams().get(sample[s]), vector, setting.embeddingWeight());
            }
        });
        return Arrays.asList(margins);
    }

    /** The highest threshold that costs little accuracy on texts left out. */
    private static float threshold(List<float[]> margins, int[] y, Calibration calibration) {
        int n = y.length;
        float[] sure = new float[n];
        boolean[] right = new boolean[n];
        int rightInAll = 0;
        for (int i = 0; i < n; i++) {
            float[] p = LinearHead.softmax(margins.get(i), calibration.scale(), calibration.offsets());
            int best = best(p);
            sure[i] = p[best];
            right[i] = best == y[i];
            rightInAll += right[i] ? 1 : 0;
        }
        float chosen = 0;
        for (float threshold = 0.02f; threshold < 0.9f; threshold += 0.02f) {
            int kept = 0;
            for (int i = 0; i < n; i++) {
                kept += right[i] && sure[i] >= threshold ? 1 : 0;
            }
            if ((double) (rightInAll - kept) / n <= THRESHOLD_COST) {
                chosen = threshold;
            }
        }
        return chosen;
    }

    private static Scores scores(
            LabelledTexts data, List<float[]> margins, List<String> labels, Calibration calibration, float threshold) {
        List<String> guesses = new ArrayList<>();
        for (float[] m : margins) {
            float[] p = LinearHead.softmax(m, calibration.scale(), calibration.offsets());
            int best = best(p);
            guesses.add(p[best] < threshold ? TextClassifier.UNSURE : labels.get(best));
        }
        return Scores.of(data.labels(), guesses);
    }

    private static int best(float[] p) {
        int best = 0;
        for (int c = 1; c < p.length; c++) {
            best = p[c] > p[best] ? c : best;
        }
        return best;
    }

    private static int[] indices(int n) {
        int[] indices = new int[n];
        Arrays.setAll(indices, i -> i);
        shuffle(indices);
        return indices;
    }

    private static int[] sample(int n) {
        return Arrays.copyOf(indices(n), Math.min(n, COMPARED));
    }

    private static void shuffle(int[] indices) {
        Random random = new Random(7);
        for (int i = indices.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = indices[i];
            indices[i] = indices[j];
            indices[j] = swap;
        }
    }
}
