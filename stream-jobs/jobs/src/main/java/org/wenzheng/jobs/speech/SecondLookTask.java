package org.wenzheng.jobs.speech;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.SpeechRecognizer.SecondLook;

/** A second look at a final whose first words have gone on. If it fails, those stay. */
final class SecondLookTask implements Runnable {
    private final Heard first;
    private final SecondLook look;
    private final InferencePool pool;
    private final Duration timeout;
    private final CompletableFuture<Heard> words = new CompletableFuture<>();

    /** @param timeout counts from the moment it runs */
    SecondLookTask(Heard first, SecondLook look, InferencePool pool, Duration timeout) {
        this.first = first;
        this.look = look;
        this.pool = pool;
        this.timeout = timeout;
    }

    /** The words that count, in the next revision; or the failure. */
    CompletableFuture<Heard> words() {
        return words;
    }

    /** Queues it. */
    void submit() {
        pool.submitSecondLook(this);
    }

    /** Nobody waits for it any more. */
    void cancel() {
        pool.withdraw(this);
    }

    @Override
    public void run() {
        words.orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        try {
            words.complete(first.insteadOf(look.take()));
        } catch (ModelException | RuntimeException e) {
            words.completeExceptionally(e);
        }
    }
}
