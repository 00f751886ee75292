package org.wenzheng.search.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A composable index template.
 *
 * @param name put by {@code PUT /_index_template/<name>}
 * @param json its body
 */
public record IndexTemplate(String name, String json) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static IndexTemplate segments(String embeddingModel) {
        ObjectNode template = read("segments-template.json");
        ObjectNode meta = (ObjectNode) template.at("/template/mappings/_meta");
        meta.put(EmbeddingModels.META_FIELD, embeddingModel);
        return new IndexTemplate("wenzheng-segments", template.toString());
    }

    static IndexTemplate calls() {
        return new IndexTemplate("wenzheng-calls", read("calls-template.json").toString());
    }

    /** Body of {@code PUT /<indices>/_mapping}: makes indices of an earlier version know the fields that came since. */
    public String properties() {
        ObjectNode body = JSON.createObjectNode();
        body.set("properties", at("/template/mappings/properties"));
        return body.toString();
    }

    /** Of which indices it is, e.g. {@code calls-*}. */
    public String indices() {
        return at("/index_patterns/0").asText();
    }

    private JsonNode at(String pointer) {
        try {
            return JSON.readTree(json).at(pointer);
        } catch (IOException e) {
            throw new UncheckedIOException("This program's own template cannot be read; build it again.", e);
        }
    }

    private static ObjectNode read(String resource) {
        try (InputStream stream = IndexTemplate.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new FileNotFoundException(resource);
            }
            return (ObjectNode) JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException("This program's own " + resource + " cannot be read; build it again.", e);
        }
    }
}
