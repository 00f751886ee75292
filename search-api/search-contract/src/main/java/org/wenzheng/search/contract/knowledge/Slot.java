package org.wenzheng.search.contract.knowledge;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Something that must be known of the citizen before an item's materials can be told.
 *
 * @param key name by which materials refer to it
 * @param ask the question as it is spoken
 * @param choices each value with the words by which people say it
 */
public record Slot(String key, String ask, Map<String, List<String>> choices) {
    public Slot {
        choices = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(choices)); // order is that of the buttons
    }
}
