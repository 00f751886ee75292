package org.wenzheng.search.contract.knowledge;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One thing to bring.
 *
 * @param text its name
 * @param when values that the item's slots must have for it to be needed; none for always
 */
public record Material(String text, Map<String, String> when) {
    public Material {
        when = copy(when);
    }

    /** Whether it is needed by somebody of whom these slots are known. */
    public boolean neededBy(Map<String, String> known) {
        return when.entrySet().stream().allMatch(value -> value.getValue().equals(known.get(value.getKey())));
    }

    private static Map<String, String> copy(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : Map.copyOf(map);
    }
}
