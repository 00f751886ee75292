package org.wenzheng.search.app.topics;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Service topics in their file's order. */
public record Taxonomy(List<Topic> topics) {

    /** A topic as the file has it. */
    public record Topic(
            String id, String name, @Nullable String nameEn, @Nullable String description, List<String> keywords) {}

    /** Names by id. */
    public Map<String, String> names() {
        Map<String, String> names = new TreeMap<>();
        topics.forEach(topic -> names.put(topic.id(), topic.name()));
        return names;
    }
}
