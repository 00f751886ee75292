package org.wenzheng.search.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.TreeMap;

/** Which embedding model made the vectors of each index: those of two models never mix. */
public final class EmbeddingModels {

    static final String META_FIELD = "embedding_model";

    private static final ObjectMapper JSON = new ObjectMapper();

    private EmbeddingModels() {}

    /**
     * Reads the models from an answer to {@code GET /segments/_mapping}.
     *
     * @return model by index; an index without one is left out
     * @throws IllegalArgumentException when the answer is not JSON
     */
    public static Map<String, String> of(String mappings) {
        try {
            Map<String, String> models = new TreeMap<>();
            for (Map.Entry<String, JsonNode> index : JSON.readTree(mappings).properties()) {
                JsonNode model = index.getValue().at("/mappings/_meta/" + META_FIELD);
                if (model.isTextual()) {
                    models.put(index.getKey(), model.textValue());
                }
            }
            return models;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Elasticsearch's mappings are no JSON.", e);
        }
    }

    /**
     * Refuses indices whose vectors another model made.
     *
     * @param mappings an answer to {@code GET /segments/_mapping}
     * @throws DifferentModelException naming the first index of another model
     */
    public static void require(String model, String mappings) throws DifferentModelException {
        for (Map.Entry<String, String> index : of(mappings).entrySet()) {
            if (!index.getValue().equals(model)) {
                throw new DifferentModelException(index.getKey(), index.getValue(), model);
            }
        }
    }

    /** The vectors of an index were made by another model than the one that is configured. */
    public static final class DifferentModelException extends Exception {
        private static final long serialVersionUID = 1L;

        DifferentModelException(String index, String theirs, String ours) {
            super("The vectors in " + index + " were made by " + theirs + ", and this program has " + ours
                    + ". Configure " + theirs + ", or delete the index and replay its calls.");
        }
    }
}
