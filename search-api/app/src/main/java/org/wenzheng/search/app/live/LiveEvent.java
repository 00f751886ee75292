package org.wenzheng.search.app.live;

import java.util.Map;
import org.wenzheng.search.app.live.LiveSegments.Change;
import org.wenzheng.search.contract.CallDocument;

/** One server-sent event: its name and what is sent as JSON. */
record LiveEvent(String name, Object data) {

    static LiveEvent segment(Change change) {
        return new LiveEvent("segment", change.segment());
    }

    static LiveEvent call(CallDocument call) {
        return new LiveEvent("call", call);
    }

    static LiveEvent ping() {
        return new LiveEvent("ping", Map.of());
    }
}
