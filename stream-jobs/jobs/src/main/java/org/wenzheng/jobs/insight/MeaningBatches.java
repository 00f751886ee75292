package org.wenzheng.jobs.insight;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.models.runtime.ModelException;

/** Asks the models about whatever texts wait at the time, a batch at a time, on one thread. */
final class MeaningBatches implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MeaningBatches.class);
    private static final int MOST_TEXTS = 16;
    private static final int ATTEMPTS = 4;
    private static final long PAUSE_MS = 200;

    private record Request(String text, CompletableFuture<Analysis> answer) {}

    private final Meaning meaning;
    private final BlockingQueue<Request> queue = new LinkedBlockingQueue<>();
    private final Thread worker;

    MeaningBatches(Meaning meaning, String name) {
        this.meaning = meaning;
        worker = new Thread(this::work, name);
        worker.setDaemon(true);
        worker.start();
    }

    /** Completes in any case: with {@link Analysis#none} where the models cannot. */
    CompletableFuture<Analysis> submit(String text) {
        Request request = new Request(text, new CompletableFuture<>());
        queue.add(request);
        return request.answer();
    }

    private void work() {
        List<Request> batch = new ArrayList<>();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                batch.clear();
                batch.add(queue.take());
                queue.drainTo(batch, MOST_TEXTS - 1);
                answer(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed: Flink restores what was not answered
        }
    }

    private void answer(List<Request> batch) throws InterruptedException {
        List<String> texts = batch.stream().map(Request::text).toList();
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                List<Analysis> answers = meaning.of(texts);
                for (int i = 0; i < batch.size(); i++) {
                    batch.get(i).answer().complete(answers.get(i));
                }
                return;
            } catch (ModelException.Transient e) {
                LOG.warn("The models failed on {} texts, attempt {} of {}", texts.size(), attempt, ATTEMPTS, e);
                TimeUnit.MILLISECONDS.sleep(PAUSE_MS << attempt);
            } catch (ModelException | RuntimeException e) {
                LOG.error("The models cannot tell {} texts", texts.size(), e);
                break;
            }
        }
        if (batch.size() == 1) {
            batch.get(0).answer().complete(Analysis.none());
            return;
        }
        for (Request request : List.copyOf(batch)) { // one of them spoils it for all
            answer(List.of(request));
        }
    }

    @Override
    public void close() {
        worker.interrupt();
    }
}
