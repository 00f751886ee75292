package org.wenzheng.jobs.speech;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.StateInitializationContext;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.jobs.config.SpeechConfig;
import org.wenzheng.models.runtime.speech.SpeechRecognizer.SecondLook;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/**
 * Stretches of speech into words, on the threads that all operators of a task manager share. Finals are saved
 * state until their last words have gone on: a doubtful one gives its first words at once and those of a second look, if
 * they differ, as its next revision; a look that would only better them is left out where many wait. Interims are nobody's loss. All fields belong to the task's own thread; the pool answers through
 * its mailbox.
 */
@SuppressWarnings("NullAway.Init") // Flink calls initializeState and open before anything else
final class RecognitionOperator extends AbstractStreamOperator<TranscriptSegment>
        implements OneInputStreamOperator<SpeechRequest, TranscriptSegment> {
    private static final long serialVersionUID = 1L;
    private static final Logger LOGGER = LoggerFactory.getLogger(RecognitionOperator.class);

    /** Of the finals that are taken in, second looks that only better their words may be such a part. */
    private static final int OPTIONAL_PART = 8;

    private final transient MailboxExecutor mailbox;
    private final transient SpeechEngines engines;
    private final transient SpeechConfig settings;
    private transient InferencePool pool;
    private transient Recognition recognition;
    private transient RecognitionMetrics words;
    private transient Map<String, InterimTask> interims;
    private transient Map<String, InterimTask> pauses;
    private transient Map<Long, FinalTask> finals;
    private transient Map<Long, SecondLookTask> secondLooks;
    private transient Map<Long, SpeechRequest> waiting;
    private transient ListState<SpeechRequest> saved;
    private transient long numbers;

    RecognitionOperator(
            StreamOperatorParameters<TranscriptSegment> parameters, SpeechEngines engines, SpeechConfig config) {
        super(parameters);
        this.mailbox = parameters.getMailboxExecutor();
        this.engines = engines;
        this.settings = config;
    }

    @Override
    public void initializeState(StateInitializationContext context) throws Exception {
        super.initializeState(context);
        saved = context.getOperatorStateStore()
                .getListState(new ListStateDescriptor<>("finals", TypeInformation.of(SpeechRequest.class)));
    }

    @Override
    public void open() throws Exception {
        super.open();
        pool = engines.pool();
        recognition = new Recognition(engines, settings);
        interims = new HashMap<>();
        pauses = new HashMap<>();
        finals = new LinkedHashMap<>();
        secondLooks = new LinkedHashMap<>();
        waiting = new LinkedHashMap<>();
        words = new RecognitionMetrics(getMetricGroup(), waiting::size, pool::waiting);
        engines.prepare();
        for (SpeechRequest request : saved.get()) {
            last(request);
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        super.snapshotState(context);
        saved.update(new ArrayList<>(waiting.values()));
    }

    @Override
    public void processElement(StreamRecord<SpeechRequest> element) throws Exception {
        SpeechRequest request = element.getValue();
        if (request.isFinal()) {
            while (waiting.size() >= settings.finalsWaiting()) {
                mailbox.yield();
            }
            last(request);
        } else {
            open(request);
        }
    }

    private void open(SpeechRequest request) {
        if (pool.finalsWaiting() >= settings.engines()) {
            words.dropped.inc();
            return;
        }
        if (request.kind() == Revision.PAUSE) {
            InterimTask overtaken = interims.get(request.trackKey());
            if (overtaken != null) {
                overtaken.skip();
            }
            hear(request, pauses, pool::submitPause);
        } else {
            hear(request, interims, pool::submitInterim);
        }
    }

    private void hear(SpeechRequest request, Map<String, InterimTask> tasks, Consumer<InterimTask> submit) {
        InterimTask task = tasks.computeIfAbsent(
                request.trackKey(),
                key -> new InterimTask(recognition, (done, heard, failure) -> openDone(done, heard, failure, submit)));
        switch (task.await(request)) {
            case SUBMIT -> submit.accept(task);
            case REPLACED -> words.replaced.inc();
            case WAIT -> {}
        }
    }

    private void last(SpeechRequest request) {
        long number = numbers++;
        waiting.put(number, request);
        FinalTask task = new FinalTask(request, recognition, pool, Duration.ofSeconds(settings.timeoutSeconds()));
        finals.put(number, task);
        var unused = task.words().whenComplete((heard, failure) -> mail(() -> finalDone(number, heard, failure)));
        InterimTask interim = interims.remove(request.trackKey());
        if (interim != null) {
            interim.skip();
        }
        InterimTask paused = pauses.remove(request.trackKey());
        CompletableFuture<Heard> pause = paused == null ? null : paused.end(request);
        if (pause == null) {
            task.submit();
        } else {
            words.reused.inc();
            task.follow(pause);
        }
    }

    private void openDone(
            InterimTask task, @Nullable Heard heard, @Nullable Exception failure, Consumer<InterimTask> submit) {
        mail(() -> {
            if (failure instanceof EngineUnavailable) {
                throw failure;
            }
            if (failure != null) {
                words.failedInterims.inc();
            }
            if (heard != null && !heard.transcript().unheard()) {
                output.collect(new StreamRecord<>(heard.segment()));
            }
            if (task.goesOn()) {
                submit.accept(task);
            }
        });
    }

    private void finalDone(long number, @Nullable Heard heard, @Nullable Throwable failure) {
        SpeechRequest request = waiting.get(number);
        finals.remove(number);
        if (request == null) {
            return;
        }
        recognition.forget(request);
        Heard result = heard;
        if (result == null) {
            Throwable cause = failure instanceof CompletionException wrapped && wrapped.getCause() != null
                    ? wrapped.getCause()
                    : failure;
            if (cause instanceof EngineUnavailable unavailable) {
                waiting.remove(number);
                throw unavailable;
            }
            words.failedFinals.inc();
            LOGGER.error("Segment {} stays unheard", request.segment(), cause);
            result = recognition.unheard(request);
        }
        words.lag(System.currentTimeMillis() - request.lastCapturedAtUs() / 1000);
        if (result.worthShowing()) {
            output.collect(new StreamRecord<>(result.segment()));
        }
        SecondLook look = result.secondLook();
        boolean noTime = look != null && look.optional() && secondLooks.size() >= mostOptionalLooks();
        if (noTime && result.worthShowing()) {
            words.skippedLooks.inc();
            waiting.remove(number);
        } else if (look == null) {
            waiting.remove(number);
        } else {
            lookAgain(number, result, look);
        }
    }

    private int mostOptionalLooks() {
        return Math.max(1, settings.finalsWaiting() / OPTIONAL_PART);
    }

    private void lookAgain(long number, Heard first, SecondLook look) {
        SecondLookTask task = new SecondLookTask(first, look, pool, Duration.ofSeconds(settings.timeoutSeconds()));
        secondLooks.put(number, task);
        var unused = task.words().whenComplete((heard, failure) -> mail(() -> lookDone(number, first, heard)));
        task.submit();
    }

    private void lookDone(long number, Heard first, @Nullable Heard second) {
        waiting.remove(number);
        secondLooks.remove(number);
        words.secondLooks.inc();
        boolean differs = second != null
                && !second.transcript().text().equals(first.transcript().text());
        if (second != null && (differs || !first.worthShowing())) {
            output.collect(new StreamRecord<>(second.segment()));
        } else if (!first.worthShowing()) {
            output.collect(new StreamRecord<>(first.segment()));
        }
    }

    private void mail(ThrowingRunnable<Exception> letter) {
        try {
            mailbox.execute(letter, "words");
        } catch (RejectedExecutionException e) {
            // The task has ended; what was still to come comes again from the last checkpoint.
        }
    }

    @Override
    public void finish() throws Exception {
        while (!waiting.isEmpty()) {
            mailbox.yield();
        }
        super.finish();
    }

    @Override
    public void close() throws Exception {
        if (finals != null) {
            List.copyOf(finals.values()).forEach(FinalTask::cancel);
            secondLooks.values().forEach(SecondLookTask::cancel);
            interims.values().forEach(pool::withdraw);
            pauses.values().forEach(pool::withdraw);
            recognition.close();
        }
        super.close();
    }
}
