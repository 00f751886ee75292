package org.wenzheng.jobs.speech;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.wenzheng.models.runtime.ModelException;

/**
 * A final on its way through an engine: tried again after transient failures, given up after a time-out that counts from
 * the moment it runs, so that a long queue gives up nobody.
 */
final class FinalTask implements Runnable {
    private static final int ATTEMPTS = 4;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    private final SpeechRequest request;
    private final Recognition recognition;
    private final InferencePool pool;
    private final Duration timeout;
    private final CompletableFuture<Heard> words = new CompletableFuture<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private int attempts;

    FinalTask(SpeechRequest request, Recognition recognition, InferencePool pool, Duration timeout) {
        this.request = request;
        this.recognition = recognition;
        this.pool = pool;
        this.timeout = timeout;
    }

    /**
     * Its words; or the failure that stays: {@link ModelException}, {@link TimeoutException} or {@link EngineUnavailable}.
     */
    CompletableFuture<Heard> words() {
        return words;
    }

    /** Waits for a pause of the same samples, and runs by itself only if that fails. */
    void follow(CompletableFuture<Heard> pause) {
        var unused = pause.copy()
                .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((heard, failure) -> {
                    if (heard == null) {
                        submit();
                    } else {
                        words.complete(heard.as(request));
                    }
                });
    }

    /** Queues it. */
    void submit() {
        pool.submitFinal(this);
    }

    /** Nobody waits for it any more. */
    void cancel() {
        cancelled.set(true);
        pool.withdraw(this);
    }

    @Override
    public void run() {
        if (cancelled.get() || words.isDone()) {
            return;
        }
        attempts++;
        words.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            words.complete(recognition.hear(request));
        } catch (ModelException.Transient e) {
            if (attempts < ATTEMPTS) {
                long pause = FIRST_PAUSE.toMillis() << (2 * (attempts - 1));
                CompletableFuture.delayedExecutor(pause, TimeUnit.MILLISECONDS).execute(this::submit);
            } else {
                words.completeExceptionally(e);
            }
        } catch (ModelException | RuntimeException e) {
            words.completeExceptionally(e);
        }
    }
}
