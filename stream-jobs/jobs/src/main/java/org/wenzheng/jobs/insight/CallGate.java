package org.wenzheng.jobs.insight;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.wenzheng.jobs.kafka.DeadLetter;
import org.wenzheng.jobs.kafka.ProtobufType;
import org.wenzheng.jobs.redaction.ConversationRedactor;
import org.wenzheng.jobs.redaction.Redactor;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.Consents;
import org.wenzheng.media.records.v1.EndReason;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/**
 * Lets through what the citizen consented to have analysed, redacted. Keyed by call.
 *
 * <p>A segment waits for its call's start, which comes by another topic. One without the consent is dropped here and
 * leaves nothing. Nothing after this function has seen a personal detail, but for the raw records that travel along for
 * the dead letters.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open before anything else
final class CallGate extends KeyedCoProcessFunction<String, TranscriptSegment, CallEvent, CallUpdate> {
    private static final long serialVersionUID = 1L;

    /** Side output: segments whose call never started. */
    static final OutputTag<DeadLetter> ORPHANS = new OutputTag<>("orphans", TypeInformation.of(DeadLetter.class));

    /** How long a segment waits for its call's start, ms. */
    static final long PATIENCE_MS = 600_000;
    /** After so long without another final the last words count as finished, ms; recognition lags behind the voice. */
    static final long SETTLE_MS = ConversationRedactor.JOIN_MS + 5_000;
    /** How long a call is remembered after its last record, ms: as long as the raw words are. */
    static final long REMEMBERED_MS = StreamTopics.RETENTION.toMillis();

    private transient ValueState<CallEvent> start;
    /** The event that last changed what is told of the call. */
    private transient ValueState<CallEvent> change;

    private transient ValueState<CallStatus> status;
    private transient ValueState<GateState> due;
    private transient MapState<String, TranscriptSegment> waiting;
    private transient SpeechWindow window;
    private transient Redactor redactor;
    private transient Counter withoutConsent;

    @Override
    public void open(OpenContext context) {
        start = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("start", ProtobufType.message(CallEvent.class)));
        change = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("change", ProtobufType.message(CallEvent.class)));
        status = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("status", TypeInformation.of(CallStatus.class)));
        due = getRuntimeContext().getState(new ValueStateDescriptor<>("due", TypeInformation.of(GateState.class)));
        waiting = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "waiting", Types.STRING, ProtobufType.message(TranscriptSegment.class)));
        window = new SpeechWindow(getRuntimeContext());
        redactor = new Redactor();
        withoutConsent = getRuntimeContext().getMetricGroup().counter("segmentsWithoutConsent");
    }

    @Override
    public void processElement1(TranscriptSegment segment, Context context, Collector<CallUpdate> out)
            throws Exception {
        if (!segment.getAnalyse()) {
            withoutConsent.inc();
            return;
        }
        GateState state = seen(context);
        CallEvent started = start.value();
        if (started != null) {
            let(segment, facts(started), context, out);
            return;
        }
        if (state.waitingSinceMs() == 0) {
            due.update(state.waiting(now(context)));
            context.timerService().registerProcessingTimeTimer(now(context) + PATIENCE_MS);
        }
        boolean isFinal = segment.getKind() == Revision.FINAL;
        String place = segment.getSegment() + (isFinal ? " final" : " interim");
        TranscriptSegment before = waiting.get(place);
        if (before == null || before.getRevision() <= segment.getRevision()) {
            waiting.put(place, segment);
        }
    }

    @Override
    public void processElement2(CallEvent event, Context context, Collector<CallUpdate> out) throws Exception {
        GateState state = seen(context);
        CallStatus before = status();
        switch (event.getEventCase()) {
            case STARTED -> {
                start.update(event);
                status.update(consents(before, event.getStarted().getConsents()).running());
            }
            case CONSENT_CHANGED ->
                status.update(consents(before, event.getConsentChanged().getConsents()));
            case ENDED ->
                status.update(before.ended(event.getAtUs(), event.getEnded().getReason() == EndReason.LOST));
            default -> {
                return; // nothing that a reader of the call would see
            }
        }
        change.update(event);
        CallEvent started = start.value();
        if (started == null) {
            return;
        }
        CallFacts facts = facts(started);
        if (status().analysed()) {
            out.collect(new CallUpdate(facts, status(), null));
        }
        if (state.waitingSinceMs() > 0) {
            due.update(state.waiting(0));
            for (TranscriptSegment segment : drained()) {
                let(segment, facts, context, out);
            }
        }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<CallUpdate> out) throws Exception {
        GateState state = due.value();
        if (state == null) {
            return;
        }
        if (state.settleAtMs() > 0 && state.settleAtMs() <= time) {
            state = state.settle(0);
            CallEvent started = start.value();
            if (started != null) {
                emit(window.settle(), facts(started), out);
            }
        }
        if (state.waitingSinceMs() > 0 && state.waitingSinceMs() + PATIENCE_MS <= time) {
            state = state.waiting(0);
            for (TranscriptSegment segment : drained()) {
                context.output(ORPHANS, orphan(segment));
            }
        }
        due.update(state);
        if (state.forgetAtMs() <= time) {
            forget(state, time, context);
        }
    }

    private void forget(GateState state, long time, OnTimerContext context) throws Exception {
        if (state.seenAtMs() + REMEMBERED_MS > time) {
            remember(state, context);
            return;
        }
        start.clear();
        change.clear();
        status.clear();
        due.clear();
        window.clear();
    }

    /** One timer a call rather than one a record. */
    private GateState remember(GateState state, Context context) throws Exception {
        GateState remembered = state.forget(state.seenAtMs() + REMEMBERED_MS);
        due.update(remembered);
        context.timerService().registerProcessingTimeTimer(remembered.forgetAtMs());
        return remembered;
    }

    /** Passes on a consented segment of a call that has started. */
    private void let(TranscriptSegment segment, CallFacts facts, Context context, Collector<CallUpdate> out)
            throws Exception {
        CallStatus before = status();
        if (!before.analysed()) {
            status.update(before.consents(false, true));
        }
        if (segment.getKind() == Revision.FINAL) {
            emit(window.add(segment), facts, out);
            long at = now(context) + SETTLE_MS;
            GateState state = due.value();
            due.update((state == null ? GateState.NEW : state).settle(at));
            context.timerService().registerProcessingTimeTimer(at);
        } else if (!window.hasFinal(segment.getSegment())) {
            emit(List.of(window.redactInterim(segment)), facts, out);
        }
    }

    private void emit(List<RedactedSegment> segments, CallFacts facts, Collector<CallUpdate> out) throws Exception {
        CallStatus now = status();
        for (RedactedSegment segment : segments) {
            out.collect(new CallUpdate(facts, now, segment));
        }
    }

    private List<TranscriptSegment> drained() throws Exception {
        List<TranscriptSegment> inOrder = new ArrayList<>();
        waiting.values().forEach(inOrder::add);
        waiting.clear();
        inOrder.sort(Comparator.comparingInt(TranscriptSegment::getStartMs)
                .thenComparing(TranscriptSegment::getSegment)
                .thenComparing(TranscriptSegment::getKind)
                .thenComparing(TranscriptSegment::getRevision));
        return inOrder;
    }

    private GateState seen(Context context) throws Exception {
        GateState before = due.value();
        GateState state = (before == null ? GateState.NEW : before).seen(now(context));
        due.update(state);
        return before == null ? remember(state, context) : state;
    }

    private CallFacts facts(CallEvent started) throws Exception {
        CallEvent changed = change.value();
        return CallFacts.of(started, changed == null ? started : changed, redactor);
    }

    private CallStatus status() throws Exception {
        @Nullable CallStatus known = status.value();
        return known == null ? CallStatus.NEW : known;
    }

    private static CallStatus consents(CallStatus before, Consents consents) {
        return before.consents(consents.getRecord(), consents.getAnalyse());
    }

    private static long now(Context context) {
        return context.timerService().currentProcessingTime();
    }

    private static DeadLetter orphan(TranscriptSegment segment) {
        return new DeadLetter(
                StreamTopics.TRANSCRIPTS,
                -1,
                -1,
                segment.getCall().getBytes(StandardCharsets.UTF_8),
                segment.toByteArray(),
                "no start of its call within " + PATIENCE_MS / 60_000 + " minutes",
                InsightJob.NAME);
    }
}
