package org.wenzheng.jobs.speech;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/**
 * Lets words of a track only get newer: drops an interim that is not newer than what has gone on, and any after its
 * final. Finals always pass, except behind a final of higher revision. Keyed by track.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
public final class RevisionGate extends KeyedProcessFunction<String, TranscriptSegment, TranscriptSegment> {
    private static final long serialVersionUID = 1L;

    /** A track without words for so long is forgotten, milliseconds of event time. */
    private static final long FORGOTTEN_AFTER_MS = 600_000;

    private transient ValueState<GateMark> mark;
    private transient Counter stale;

    @Override
    public void open(OpenContext context) {
        mark = getRuntimeContext().getState(new ValueStateDescriptor<>("mark", TypeInformation.of(GateMark.class)));
        stale = getRuntimeContext().getMetricGroup().counter("staleRevisions");
    }

    @Override
    public void processElement(TranscriptSegment segment, Context context, Collector<TranscriptSegment> out)
            throws Exception {
        GateMark before = mark.value();
        if (before != null && !passes(segment, before)) {
            stale.inc();
            return;
        }
        out.collect(segment);
        if (before == null || !before.ofLaterSegment(segment)) {
            long forget = Math.max(0, context.timerService().currentWatermark()) + FORGOTTEN_AFTER_MS;
            if (before == null) {
                context.timerService().registerEventTimeTimer(forget);
            }
            mark.update(GateMark.of(segment, forget));
        }
    }

    private static boolean passes(TranscriptSegment segment, GateMark before) {
        boolean isFinal = segment.getKind() == Revision.FINAL;
        if (before.ofAnotherRun(segment)) {
            return true;
        }
        if (before.firstSequence() == segment.getFirstSequence()) {
            // The same final once more comes after a restart: what reads it may not have seen the first.
            return isFinal
                    ? !before.last() || segment.getRevision() >= before.revision()
                    : !before.last() && segment.getRevision() > before.revision();
        }
        return isFinal || !before.ofLaterSegment(segment);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<TranscriptSegment> out) throws Exception {
        GateMark before = mark.value();
        if (before == null) {
            return;
        }
        if (before.forgetAtMs() <= time) {
            mark.clear();
        } else {
            context.timerService().registerEventTimeTimer(before.forgetAtMs());
        }
    }
}
