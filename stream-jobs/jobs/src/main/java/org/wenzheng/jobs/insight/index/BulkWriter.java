package org.wenzheng.jobs.insight.index;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.jobs.insight.index.SearchCluster.Answer;
import org.wenzheng.jobs.kafka.DeadLetter;
import org.wenzheng.jobs.kafka.DeadLetterOutbox;

/**
 * Writes documents in bulk, one bulk at a time. What the engine cannot take now waits here and in checkpoints, without
 * end; when too much waits, {@link #write} holds up the job. Only the task's thread touches the fields.
 */
final class BulkWriter implements StatefulSinkWriter<IndexWrite, IndexWrite> {
    private static final Logger LOG = LoggerFactory.getLogger(BulkWriter.class);

    /** How long a document waits for company, ms. */
    static final long GATHER_MS = 20;

    static final int MOST_WRITES = 200;
    static final int MOST_BYTES = 2_000_000;
    /** Documents that may wait: some minutes of a busy day. */
    static final int MOST_PENDING = 5_000;

    static final long FIRST_PAUSE_MS = 100;
    static final long LONGEST_PAUSE_MS = 2_000;
    private static final long LOOK_MS = 5_000;

    private final SearchCluster cluster;
    private final DeadLetterOutbox outbox;
    private final MailboxExecutor mailbox;
    private final ProcessingTimeService clock;
    private final WriteCounters counters;
    private final RefreshInterval refresh;
    private final PendingWrites pending = new PendingWrites();
    private @Nullable List<IndexWrite> inFlight;
    private boolean scheduled;
    private long pauseMs;
    private boolean closed;

    /** @param restored what a checkpoint says was not written yet */
    BulkWriter(
            SearchCluster cluster,
            DeadLetterOutbox outbox,
            MailboxExecutor mailbox,
            ProcessingTimeService clock,
            WriteCounters counters,
            Collection<IndexWrite> restored) {
        this.cluster = cluster;
        this.outbox = outbox;
        this.mailbox = mailbox;
        this.clock = clock;
        this.counters = counters;
        this.refresh = new RefreshInterval(cluster, clock.getCurrentProcessingTime());
        restored.forEach(pending::add);
        schedule(0);
        clock.registerTimer(clock.getCurrentProcessingTime() + LOOK_MS, this::look);
    }

    @Override
    public void write(IndexWrite write, Context context) throws InterruptedException {
        pending.add(write);
        schedule(GATHER_MS);
        while (pending.size() > MOST_PENDING) {
            mailbox.yield();
        }
    }

    /** At a checkpoint what waits is saved rather than waited for: Elasticsearch may be away for long. */
    @Override
    public void flush(boolean endOfInput) throws InterruptedException {
        while (endOfInput && (inFlight != null || !pending.isEmpty())) {
            schedule(0);
            mailbox.yield();
        }
    }

    @Override
    public List<IndexWrite> snapshotState(long checkpoint) {
        PendingWrites all = new PendingWrites();
        pending.all().forEach(all::add);
        if (inFlight != null) {
            all.putBack(inFlight);
        }
        return all.all();
    }

    int waiting() {
        return pending.size() + (inFlight == null ? 0 : inFlight.size());
    }

    private void schedule(long delayMs) {
        if (!scheduled && inFlight == null && !pending.isEmpty()) {
            scheduled = true;
            clock.registerTimer(clock.getCurrentProcessingTime() + delayMs, time -> {
                scheduled = false;
                send();
            });
        }
    }

    private void send() {
        if (inFlight != null || pending.isEmpty() || closed) {
            return;
        }
        List<IndexWrite> batch = pending.take(MOST_WRITES, MOST_BYTES);
        inFlight = batch;
        cluster.bulk(batch)
                .thenCompose(answers -> bury(batch, answers))
                .whenComplete((answers, failure) -> reply(() -> answered(batch, answers, failure)));
    }

    /** Stores what never passes before it is forgotten here. */
    private CompletableFuture<List<Answer>> bury(List<IndexWrite> batch, List<Answer> answers) {
        List<DeadLetter> letters = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if (answers.get(i).outcome() == SearchCluster.Outcome.NEVER) {
                letters.add(letter(batch.get(i), answers.get(i).reason()));
            }
        }
        return letters.isEmpty()
                ? CompletableFuture.completedFuture(answers)
                : outbox.send(letters).thenApply(stored -> answers);
    }

    private void reply(Runnable news) {
        try {
            mailbox.execute(news::run, "bulk answered");
        } catch (RejectedExecutionException e) {
            LOG.debug("An answer came after the end of the task; the checkpoint holds what it was about", e);
        }
    }

    private void answered(List<IndexWrite> batch, @Nullable List<Answer> answers, @Nullable Throwable failure) {
        inFlight = null;
        if (answers == null) {
            pending.putBack(batch);
            pause(String.valueOf(failure));
            return;
        }
        List<IndexWrite> again = new ArrayList<>();
        String reason = "";
        long now = clock.getCurrentProcessingTime();
        for (int i = 0; i < batch.size(); i++) {
            Answer answer = answers.get(i);
            counters.count(answer.outcome());
            switch (answer.outcome()) {
                case WRITTEN -> refresh.written(batch.get(i).index(), now);
                case LATER -> {
                    again.add(batch.get(i));
                    reason = answer.reason();
                }
                case OUTDATED, NEVER -> {
                    // Nothing left to do.
                }
            }
        }
        if (again.isEmpty()) {
            resume();
        } else {
            pending.putBack(again);
            pause(reason);
        }
    }

    private void resume() {
        if (pauseMs > 0) {
            LOG.info("Elasticsearch takes documents again; {} wait", pending.size());
        }
        pauseMs = 0;
        schedule(pending.size() >= MOST_WRITES ? 0 : GATHER_MS);
    }

    private void pause(String reason) {
        if (pauseMs == 0) {
            LOG.warn(
                    "Elasticsearch takes no documents: {}. They wait here and in Kafka; trying again until it does",
                    reason);
        }
        pauseMs = Math.min(LONGEST_PAUSE_MS, Math.max(FIRST_PAUSE_MS, pauseMs * 2));
        schedule(pauseMs);
    }

    private void look(long time) {
        if (!closed) {
            refresh.look(time);
            clock.registerTimer(clock.getCurrentProcessingTime() + LOOK_MS, this::look);
        }
    }

    private static DeadLetter letter(IndexWrite write, String reason) {
        return new DeadLetter(
                write.sourceTopic(),
                -1,
                -1,
                write.sourceKey().getBytes(StandardCharsets.UTF_8),
                write.source(),
                "Elasticsearch refused its document: " + reason,
                ElasticsearchSink.JOB);
    }

    @Override
    public void close() {
        closed = true;
        cluster.close();
        outbox.close();
    }
}
