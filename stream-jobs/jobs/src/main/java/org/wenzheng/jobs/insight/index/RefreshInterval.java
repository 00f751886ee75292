package org.wenzheng.jobs.insight.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.search.contract.SearchIndices;

/**
 * Lets an index refresh often while it is written to and seldom at rest. Belongs to the only writer, so that nobody else
 * sets it. Used by one thread; answers may come on others.
 */
final class RefreshInterval {
    private static final Logger LOG = LoggerFactory.getLogger(RefreshInterval.class);

    /** An index without a write for so long is at rest, ms. */
    static final long REST_AFTER_MS = 60_000;

    private static final String ALL = SearchIndices.SEGMENTS + "-*," + SearchIndices.CALLS + "-*";

    private final SearchCluster cluster;
    /** Last write by index, of those that refresh often. */
    private final Map<String, Long> busy = new HashMap<>();
    /** Until when indices may still be as a writer left them that died; 0 once they are known. */
    private long unknownUntil;

    RefreshInterval(SearchCluster cluster, long now) {
        this.cluster = cluster;
        unknownUntil = now + REST_AFTER_MS;
    }

    void written(String index, long now) {
        if (busy.put(index, now) == null) {
            set(index, SearchIndices.REFRESH_WHILE_CALLS_RUN);
        }
    }

    /** To be called every now and then. */
    void look(long now) {
        List<String> idle = new ArrayList<>();
        busy.forEach((index, last) -> {
            if (now - last >= REST_AFTER_MS) {
                idle.add(index);
            }
        });
        busy.keySet().removeAll(idle);
        if (unknownUntil > 0 && now >= unknownUntil && busy.isEmpty()) {
            unknownUntil = 0;
            set(ALL, SearchIndices.REFRESH_AT_REST);
        } else if (!idle.isEmpty()) {
            set(String.join(",", idle), SearchIndices.REFRESH_AT_REST);
        }
    }

    private void set(String indices, String settings) {
        cluster.settings(indices, settings).whenComplete((nothing, failure) -> {
            if (failure != null) {
                LOG.warn("The refresh interval of {} stays as it is: {}", indices, failure.toString());
            }
        });
    }
}
