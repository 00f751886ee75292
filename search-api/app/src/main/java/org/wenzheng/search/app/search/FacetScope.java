package org.wenzheng.search.app.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Which segments the facets count.
 *
 * @param all passes every filter
 * @param others facet of which values are chosen → passes every filter but that facet's
 */
record FacetScope(Query all, Map<String, Query> others) {

    /**
     * Of a filter.
     *
     * @param passing what a filter lets pass
     */
    static FacetScope of(SegmentFilter filter, Function<SegmentFilter, Query> passing) {
        Map<String, Query> others = new LinkedHashMap<>();
        for (String facet : filter.chosen().keySet()) {
            others.put(facet, passing.apply(filter.without(facet)));
        }
        return new FacetScope(passing.apply(filter), others);
    }

    /** What any facet counts: the least that a search must let pass. */
    Query any() {
        // What passes every filter passes every one but one, too.
        return others.isEmpty()
                ? all
                : Query.of(
                        q -> q.bool(b -> b.should(List.copyOf(others.values())).minimumShouldMatch("1")));
    }
}
