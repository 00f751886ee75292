package org.wenzheng.jobs.insight.index;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes that wait, in order of arrival; of a document's versions only the newest. Not thread-safe. */
final class PendingWrites {

    private final Map<String, IndexWrite> byPlace = new LinkedHashMap<>();

    void add(IndexWrite write) {
        byPlace.merge(write.place(), write, (waiting, next) -> next.version() >= waiting.version() ? next : waiting);
    }

    /** Takes writes back that did not get through: what came meanwhile is newer. */
    void putBack(List<IndexWrite> writes) {
        for (IndexWrite write : writes) {
            byPlace.merge(write.place(), write, (waiting, late) -> late.version() > waiting.version() ? late : waiting);
        }
    }

    /**
     * Removes the oldest.
     *
     * @param most writes
     * @param mostBytes of documents, unless the first alone is longer
     */
    List<IndexWrite> take(int most, int mostBytes) {
        List<IndexWrite> taken = new ArrayList<>();
        long bytes = 0;
        Iterator<IndexWrite> oldest = byPlace.values().iterator();
        while (oldest.hasNext() && taken.size() < most) {
            IndexWrite write = oldest.next();
            bytes += write.document().length;
            if (!taken.isEmpty() && bytes > mostBytes) {
                break;
            }
            taken.add(write);
            oldest.remove();
        }
        return taken;
    }

    List<IndexWrite> all() {
        return new ArrayList<>(byPlace.values());
    }

    int size() {
        return byPlace.size();
    }

    boolean isEmpty() {
        return byPlace.isEmpty();
    }
}
