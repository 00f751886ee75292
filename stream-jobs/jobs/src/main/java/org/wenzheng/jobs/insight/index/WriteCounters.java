package org.wenzheng.jobs.insight.index;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.jspecify.annotations.Nullable;

/** How many writes ended how: {@code documentsWritten}, {@code documentsOutdated}, {@code …Later}, {@code …Never}. */
final class WriteCounters {

    private final Map<SearchCluster.Outcome, Counter> counters = new EnumMap<>(SearchCluster.Outcome.class);

    WriteCounters(MetricGroup metrics) {
        for (SearchCluster.Outcome outcome : SearchCluster.Outcome.values()) {
            String name = outcome.name();
            String title = name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
            counters.put(outcome, metrics.counter("documents" + title));
        }
    }

    void count(SearchCluster.Outcome outcome) {
        @Nullable Counter counter = counters.get(outcome);
        if (counter != null) {
            counter.inc();
        }
    }

    long of(SearchCluster.Outcome outcome) {
        @Nullable Counter counter = counters.get(outcome);
        return counter == null ? 0 : counter.getCount();
    }
}
