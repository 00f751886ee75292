package org.wenzheng.training;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.List;
import org.wenzheng.models.runtime.classify.TextFeatures;

/** One-versus-rest linear support vector machines by LIBLINEAR's dual coordinate descent (Hsieh et al. 2008). */
final class LinearTrainer {

    private static final double TOLERANCE = 0.05;
    private static final int MOST_PASSES = 200;

    private LinearTrainer() {}

    /** What is searched for by cross-validation. */
    record Setting(double cost, float embeddingWeight, double balance) {}

    /**
     * What LIBLINEAR reads of each text; some 15 kB a text with embeddings, so it is made once and shared by all folds.
     *
     * @param grams features a text
     * @param vectors embeddings a text, or empty
     * @param texts which; the others stay null
     */
    static Feature[][] rows(
            List<TextFeatures.Sparse> grams, int gramCount, List<float[]> vectors, float embeddingWeight, int[] texts) {
        Feature[][] rows = new Feature[grams.size()][];
        for (int text : texts) {
            rows[text] = row(
                    grams.get(text), gramCount, vectors.isEmpty() ? new float[0] : vectors.get(text), embeddingWeight);
        }
        return rows;
    }

    /**
     * Trains.
     *
     * @param rows of {@link #rows}
     * @param width features that a row may have, the bias included
     * @param labels index a row, 0 to labelCount - 1, each present
     * @return a row a label: n-grams, embedding, bias
     */
    static float[][] train(Feature[][] rows, int width, int[] labels, int labelCount, Setting setting) {
        Problem problem = new Problem();
        problem.l = labels.length;
        problem.n = width;
        problem.bias = 1;
        problem.x = rows;
        problem.y = new double[labels.length];
        for (int i = 0; i < labels.length; i++) {
            problem.y[i] = labels[i];
        }
        Parameter parameter = new Parameter(SolverType.L2R_L2LOSS_SVC_DUAL, setting.cost(), MOST_PASSES, TOLERANCE);
        parameter.setRandom(new java.util.Random(1));
        double[] weights = balance(labels, labelCount, setting.balance());
        int[] weightLabels = new int[labelCount];
        for (int c = 0; c < labelCount; c++) {
            weightLabels[c] = c;
        }
        parameter.setWeights(weights, weightLabels);
        Linear.disableDebugOutput();
        Model model = Linear.train(problem, parameter);
        return rows(model, labelCount);
    }

    /** Weight of a label's texts: (mean texts a label / its texts) to the power of {@code balance}. */
    static double[] balance(int[] labels, int labelCount, double balance) {
        double[] counts = new double[labelCount];
        for (int label : labels) {
            counts[label]++;
        }
        double[] weights = new double[labelCount];
        for (int c = 0; c < labelCount; c++) {
            weights[c] = Math.pow((double) labels.length / labelCount / Math.max(1, counts[c]), balance);
        }
        return weights;
    }

    private static Feature[] row(TextFeatures.Sparse sparse, int gramCount, float[] vector, float embeddingWeight) {
        int n = sparse.features().length;
        boolean embedded = embeddingWeight > 0;
        Feature[] row = new Feature[n + (embedded ? vector.length : 0) + 1];
        for (int i = 0; i < n; i++) {
            row[i] = new FeatureNode(sparse.features()[i] + 1, sparse.values()[i]);
        }
        for (int i = 0; embedded && i < vector.length; i++) {
            row[n + i] = new FeatureNode(gramCount + i + 1, vector[i] * embeddingWeight);
        }
        row[row.length - 1] = new FeatureNode(gramCount + vector.length + 1, 1);
        return row;
    }

    /** LIBLINEAR keeps one row for two labels, and rows in the order in which it met the labels. */
    private static float[][] rows(Model model, int labelCount) {
        double[] flat = model.getFeatureWeights();
        int[] order = model.getLabels();
        int kept = labelCount == 2 ? 1 : labelCount;
        int width = flat.length / kept;
        float[][] rows = new float[labelCount][width];
        for (int r = 0; r < kept; r++) {
            for (int f = 0; f < width; f++) {
                rows[order[r]][f] = (float) flat[f * kept + r];
            }
        }
        if (labelCount == 2) {
            for (int f = 0; f < width; f++) {
                rows[order[1]][f] = -rows[order[0]][f];
            }
        }
        return rows;
    }
}
