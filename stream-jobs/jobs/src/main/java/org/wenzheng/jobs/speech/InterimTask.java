package org.wenzheng.jobs.speech;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.stream.records.v1.Revision;

/**
 * Interims, or pauses, of one segment: one runs, one waits, and a newer one takes the place of what waits. It keeps its
 * place in the pool's queue, so that a speaker who talks on is not pushed back. A track has a task for each of the two, since
 * a pause waits for no interim.
 */
final class InterimTask implements Runnable {

    private final Recognition recognition;
    private final Done done;
    /** Guarded by this. */
    private @Nullable SpeechRequest waiting;
    /** Guarded by this: in the pool, waiting or running. */
    private boolean queued;
    /** Guarded by this; of the pause that runs or ran last. */
    private @Nullable Paused paused;

    /** Told in the pool's thread after each run. */
    interface Done {
        /**
         * One run is over.
         *
         * @param heard null where nothing came of it
         */
        void done(InterimTask task, @Nullable Heard heard, @Nullable Exception failure);
    }

    private record Paused(SpeechRequest request, CompletableFuture<Heard> words) {}

    InterimTask(Recognition recognition, Done done) {
        this.recognition = recognition;
        this.done = done;
    }

    /** What to do with a request that now waits. */
    enum Place {
        /** The task must be given to the pool. */
        SUBMIT,
        /** It is there already. */
        WAIT,
        /** It is there already, and another request made room. */
        REPLACED
    }

    /** Lets a request wait. */
    synchronized Place await(SpeechRequest request) {
        Place place = !queued ? Place.SUBMIT : waiting == null ? Place.WAIT : Place.REPLACED;
        queued = true;
        waiting = request;
        return place;
    }

    /** What waits need not be heard: newer words are on their way. */
    synchronized void skip() {
        waiting = null;
    }

    /** After a run: whether the task must be given to the pool once more. */
    synchronized boolean goesOn() {
        queued = waiting != null;
        return queued;
    }

    /**
     * The segment has ended: nothing of it need be heard any more.
     *
     * @return the words of the pause that has the same samples, soon or already; null where there is none
     */
    synchronized @Nullable CompletableFuture<Heard> end(SpeechRequest last) {
        waiting = null;
        Paused before = paused;
        paused = null;
        return before != null && before.request().sameSpeech(last) ? before.words() : null;
    }

    @Override
    public void run() {
        SpeechRequest request;
        CompletableFuture<Heard> words = new CompletableFuture<>();
        synchronized (this) {
            request = waiting;
            if (request == null) {
                done.done(this, null, null);
                return;
            }
            waiting = null;
            paused = request.kind() == Revision.PAUSE ? new Paused(request, words) : null;
        }
        Heard heard = null;
        Exception failure = null;
        try {
            heard = recognition.hear(request);
            words.complete(heard);
        } catch (ModelException | RuntimeException e) {
            failure = e;
            words.completeExceptionally(e);
        }
        done.done(this, heard, failure);
    }
}
