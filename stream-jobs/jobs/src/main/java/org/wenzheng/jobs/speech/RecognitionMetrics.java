package org.wenzheng.jobs.speech;

import java.util.function.IntSupplier;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;

/** What an operator of the pipeline looks at: how far behind the voice the words are, and what was left out. */
final class RecognitionMetrics {
    /** Interims that a newer one replaced before they ran. */
    final Counter replaced;
    /** Interims left out because finals waited. */
    final Counter dropped;
    /** Interims that an engine failed at. */
    final Counter failedInterims;
    /** Finals that stay unheard because engines failed at them. */
    final Counter failedFinals;
    /** Finals whose words were there already, from the pause before. */
    final Counter reused;

    /** Finals that were looked at again. */
    final Counter secondLooks;

    /** Finals that were not bettered because too many second looks waited. */
    final Counter skippedLooks;

    private volatile long lagMs;

    RecognitionMetrics(MetricGroup group, IntSupplier finalsWaiting, IntSupplier poolWaiting) {
        replaced = group.counter("interimsReplaced");
        dropped = group.counter("interimsDropped");
        failedInterims = group.counter("interimsFailed");
        failedFinals = group.counter("finalsFailed");
        reused = group.counter("finalsReused");
        secondLooks = group.counter("secondLooks");
        skippedLooks = group.counter("secondLooksSkipped");
        group.gauge("finalsWaiting", finalsWaiting::getAsInt);
        group.gauge("poolWaiting", poolWaiting::getAsInt);
        group.gauge("finalLagMs", () -> lagMs);
    }

    /** @param ms from capture of the last speech packet to its final words */
    void lag(long ms) {
        lagMs = ms;
    }
}
