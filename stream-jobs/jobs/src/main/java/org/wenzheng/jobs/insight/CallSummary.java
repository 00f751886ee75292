package org.wenzheng.jobs.insight;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.wenzheng.jobs.insight.index.IndexWrite;
import org.wenzheng.jobs.insight.quality.CallQuality;
import org.wenzheng.jobs.insight.quality.OfficeRules;
import org.wenzheng.jobs.insight.quality.Turn;
import org.wenzheng.jobs.kafka.ProtobufType;
import org.wenzheng.search.contract.ServiceQuality;
import org.wenzheng.stream.records.v1.Insight;

/**
 * Turns news of a call into what is stored and told of it: a segment's document and insight, and the call's own, summed
 * over all its finals. Keyed by call. Finals are kept by id, so that one that comes twice counts once.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
final class CallSummary extends KeyedProcessFunction<String, AnalysedUpdate, IndexWrite> {
    private static final long serialVersionUID = 1L;

    /** Side output: insights for the topic. */
    static final OutputTag<Insight> INSIGHTS = new OutputTag<>("insights", ProtobufType.message(Insight.class));

    private transient MapState<String, SegmentScore> finals;
    /** Processing time of the call's newest update, unix milliseconds. */
    private transient ValueState<Long> seen;

    private final String rulesFile;
    private transient Documents documents;
    private transient OfficeRules rules;

    /** @param rulesFile the office's rules on phrases */
    CallSummary(String rulesFile) {
        this.rulesFile = rulesFile;
    }

    @Override
    public void open(OpenContext context) {
        finals = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("finals", Types.STRING, TypeInformation.of(SegmentScore.class)));
        seen = getRuntimeContext().getState(new ValueStateDescriptor<>("seen", Types.LONG));
        documents = new Documents();
        rules = new OfficeRules(Path.of(rulesFile));
    }

    @Override
    public void processElement(AnalysedUpdate analysed, Context context, Collector<IndexWrite> out) throws Exception {
        remember(context);
        CallUpdate update = analysed.update();
        RedactedSegment segment = update.segment();
        if (segment != null) {
            out.collect(documents.segment(update.facts(), segment, analysed.analysis()));
            context.output(INSIGHTS, Insights.segment(update.call(), segment, analysed.analysis()));
            if (!segment.isFinal()) {
                return;
            }
            finals.put(segment.segment(), SegmentScore.of(segment, analysed.analysis(), rules));
        }
        CallScore score = CallScore.of(finals.values());
        List<Turn> turns = new ArrayList<>();
        finals.values().forEach(each -> Stream.ofNullable(each.turn()).forEach(turns::add));
        ServiceQuality quality = turns.isEmpty()
                ? null
                : CallQuality.of(
                        turns, score.moodStart().label(), score.moodEnd().label());
        out.collect(documents.call(update.facts(), update.status(), score, quality));
        context.output(INSIGHTS, Insights.call(update.facts(), update.status(), score));
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<IndexWrite> out) throws Exception {
        Long newest = seen.value();
        if (newest == null || newest + CallGate.REMEMBERED_MS <= time) {
            finals.clear();
            seen.clear();
        } else {
            context.timerService().registerProcessingTimeTimer(newest + CallGate.REMEMBERED_MS);
        }
    }

    private void remember(Context context) throws Exception {
        long now = context.timerService().currentProcessingTime();
        if (seen.value() == null) {
            context.timerService().registerProcessingTimeTimer(now + CallGate.REMEMBERED_MS);
        }
        seen.update(now);
    }
}
