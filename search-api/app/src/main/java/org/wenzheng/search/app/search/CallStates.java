package org.wenzheng.search.app.search;

import co.elastic.clients.elasticsearch.core.SearchResponse;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.elasticsearch.SearchEngine;
import org.wenzheng.search.contract.SearchIndices;

/** Looks up whether calls still run. */
@Component
class CallStates {

    private final SearchEngine engine;

    CallStates(SearchEngine engine) {
        this.engine = engine;
    }

    /** A call's document as far as a hit needs it. */
    record CallState(String call, String state) {}

    /** States by call id; a call whose document has not come is left out. */
    Map<String, String> of(List<String> calls) {
        Map<String, String> states = new HashMap<>();
        if (calls.isEmpty()) {
            return states;
        }
        SearchResponse<CallState> found = engine.ask(client -> client.search(
                s -> s.index(SearchIndices.CALLS)
                        .ignoreUnavailable(true)
                        .source(source -> source.filter(f -> f.includes("call", "state")))
                        .size(calls.size())
                        .query(q -> q.ids(i -> i.values(calls))),
                CallState.class));
        for (Hit<CallState> hit : found.hits().hits()) {
            CallState call = hit.source();
            if (call != null) {
                states.put(call.call(), call.state());
            }
        }
        return states;
    }
}
