package org.wenzheng.search.app.search;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was found.
 *
 * @param mode how it was searched: words where fused was asked for and the embedding model is away
 * @param facets field → values, the one with the most calls first, days in order
 */
record SearchResult(
        String query,
        String mode,
        long tookMs,
        long totalSegments,
        long totalCalls,
        List<Hit> hits,
        Map<String, List<FacetValue>> facets) {

    /**
     * One segment.
     *
     * @param at ISO 8601 instant of its start
     * @param startMs from the call's start
     * @param highlights UTF-16 offsets in {@code text}, [start, end)
     * @param callState running, ended, lost; null while the call's own document has not come
     */
    record Hit(
            String call,
            String segment,
            String title,
            String office,
            String department,
            String startedAt,
            String at,
            long startMs,
            long endMs,
            String role,
            String text,
            List<int[]> highlights,
            String sentiment,
            float urgency,
            List<String> topics,
            float confidence,
            boolean unheard,
            @JsonProperty("final") boolean isFinal,
            boolean syntheticSpeech,
            String origin,
            @Nullable String callState) {}

    /** How many calls have at least one found segment with this value. */
    record FacetValue(String key, String name, long calls) {}

    /** The same with these hits. */
    SearchResult with(List<Hit> others) {
        return new SearchResult(query, mode, tookMs, totalSegments, totalCalls, others, facets);
    }
}
