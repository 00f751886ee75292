package org.wenzheng.search.app.live;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wenzheng.search.app.calls.CallIndex;
import org.wenzheng.search.app.live.LiveSegments.Change;
import org.wenzheng.search.contract.CallDocument;

/** One call and those who watch it: each change is read once and sent to all. */
final class CallFeed {

    private final String call;
    private final LiveSegments segments;
    private final CallIndex calls;

    // All guarded by this.
    private final List<Watcher> watchers = new ArrayList<>();
    private final Map<String, Change> known = new HashMap<>();
    private @Nullable CallDocument document;
    private long lastWrite;

    CallFeed(String call, LiveSegments segments, CallIndex calls) {
        this.call = call;
        this.segments = segments;
        this.calls = calls;
    }

    /** Adds a watcher, who first gets the call and all its segments as they are. */
    synchronized void add(Watcher watcher) {
        poll();
        if (document != null) {
            watcher.offer(LiveEvent.call(document));
        }
        known.values().stream()
                .sorted(Comparator.comparingLong(Change::write))
                .forEach(change -> watcher.offer(LiveEvent.segment(change)));
        watchers.add(watcher);
    }

    /** Reads what changed and sends it on; true while anybody watches. */
    synchronized boolean poll() {
        watchers.removeIf(Watcher::isGone);
        for (Change change : segments.since(call, lastWrite)) {
            Change before = known.put(change.segment().segment(), change);
            lastWrite = Math.max(lastWrite, change.write());
            if (before == null || before.version() != change.version()) {
                send(LiveEvent.segment(change));
            }
        }
        Optional<CallDocument> now = calls.find(call);
        if (now.isPresent() && !now.get().equals(document)) {
            document = now.get();
            send(LiveEvent.call(now.get()));
        }
        return !watchers.isEmpty();
    }

    synchronized void ping() {
        send(LiveEvent.ping());
    }

    private void send(LiveEvent event) {
        watchers.forEach(watcher -> watcher.offer(event));
    }
}
