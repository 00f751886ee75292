package org.wenzheng.search.app.live;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * One browser that watches. Events wait in a bounded queue, so that a slow line holds up nobody else; who falls behind is
 * let go, connects again and gets everything anew.
 */
final class Watcher {

    private static final int LONGEST_QUEUE = 5_000;

    private final SseEmitter emitter;
    private final Executor senders;
    // Guarded by this.
    private final Queue<LiveEvent> waiting = new ArrayDeque<>();
    private boolean sending;
    private boolean gone;

    Watcher(SseEmitter emitter, Executor senders) {
        this.emitter = emitter;
        this.senders = senders;
        emitter.onCompletion(this::leave);
        emitter.onTimeout(this::leave);
        emitter.onError(error -> leave());
    }

    synchronized boolean isGone() {
        return gone;
    }

    synchronized void leave() {
        gone = true;
        waiting.clear();
    }

    /** Queues an event; never waits. */
    synchronized void offer(LiveEvent event) {
        if (gone) {
            return;
        }
        if (waiting.size() >= LONGEST_QUEUE) {
            leave();
            senders.execute(emitter::complete);
            return;
        }
        waiting.add(event);
        if (!sending) {
            sending = true;
            senders.execute(this::sendAll);
        }
    }

    private synchronized @Nullable LiveEvent next() {
        LiveEvent event = waiting.poll();
        sending = event != null;
        return event;
    }

    private void sendAll() {
        for (LiveEvent event = next(); event != null; event = next()) {
            try {
                emitter.send(SseEmitter.event().name(event.name()).data(event.data(), MediaType.APPLICATION_JSON));
            } catch (IOException | IllegalStateException e) {
                // The browser went away; the server tells the emitter.
                leave();
            }
        }
    }
}
