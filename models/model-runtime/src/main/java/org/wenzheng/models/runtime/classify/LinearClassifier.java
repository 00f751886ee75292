package org.wenzheng.models.runtime.classify;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.embedding.TextEmbedder;

/** Labels texts by a {@link LinearHead}. Does not own the embedder that it is given. */
public final class LinearClassifier implements TextClassifier {

    private final LinearHead head;
    private final @Nullable TextEmbedder embedder;

    /**
     * @param embedder of the model that the head was trained with; may be null for a head without embeddings
     * @throws ModelException.Permanent if the head needs vectors of another model
     */
    public LinearClassifier(LinearHead head, @Nullable TextEmbedder embedder) throws ModelException {
        if (head.embeddingDimensions() > 0
                && (embedder == null || !embedder.model().equals(head.embeddingModel()))) {
            throw new ModelException.Permanent(
                    "The head " + head.name() + " was trained on vectors of " + head.embeddingModel()
                            + "; train it again with the model that is installed.",
                    null);
        }
        this.head = head;
        this.embedder = embedder;
    }

    @Override
    public String head() {
        return head.name();
    }

    @Override
    public List<String> labels() {
        return head.labels();
    }

    @Override
    public List<Labelled> classify(List<String> texts) throws ModelException {
        List<float[]> vectors = embedder == null || head.embeddingDimensions() == 0 ? List.of() : embedder.embed(texts);
        return classify(texts, vectors);
    }

    /**
     * As {@link #classify(List)} with embeddings that the caller has already.
     *
     * @param vectors one a text; empty when the head uses none
     */
    public List<Labelled> classify(List<String> texts, List<float[]> vectors) {
        List<Labelled> labelled = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            float[] vector = head.embeddingDimensions() == 0 ? new float[0] : vectors.get(i);
            float[] p = head.probabilities(head.margins(head.features().of(texts.get(i)), vector));
            int best = 0;
            for (int k = 1; k < p.length; k++) {
                best = p[k] > p[best] ? k : best;
            }
            labelled.add(new Labelled(
                    p[best] < head.threshold() ? UNSURE : head.labels().get(best), p[best], p));
        }
        return labelled;
    }

    @Override
    public void close() {
        // The head is plain memory and the embedder is the caller's.
    }
}
