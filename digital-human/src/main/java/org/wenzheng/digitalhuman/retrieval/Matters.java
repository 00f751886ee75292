package org.wenzheng.digitalhuman.retrieval;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Words for matters that citizens bring to an office at all, from the taxonomy of topics: most are none of a base's. */
final class Matters {

    private Matters() {}

    /** The words of the taxonomy that ships. */
    static List<String> shipped() {
        try (InputStream file = Matters.class.getResourceAsStream("topics.yaml")) {
            List<String> words = new ArrayList<>();
            for (JsonNode topic :
                    new YAMLMapper().readTree(Objects.requireNonNull(file)).path("topics")) {
                topic.path("keywords").forEach(word -> words.add(word.asText()));
            }
            return words.stream().distinct().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("a resource of this module", e);
        }
    }
}
