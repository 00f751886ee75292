package org.wenzheng.digitalhuman.call;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.wenzheng.stream.records.v1.ConversationMemory;

/** Whether a person is wanted, since when, and what that person is told. Safe for any thread. */
final class Handover {

    private final Brief brief;
    private long sinceMs;
    private boolean urgent;
    private int place;

    Handover() {
        this.brief = new Brief();
    }

    /** As another process left it. */
    Handover(ConversationMemory memory) {
        this.brief = Brief.of(memory.getBrief());
        this.sinceMs = TimeUnit.MICROSECONDS.toMillis(memory.getWaitingSinceUs());
        this.urgent = memory.getUrgent();
    }

    Brief brief() {
        return brief;
    }

    /** A person is wanted from now on. */
    synchronized void want(boolean urgently) {
        urgent |= urgently;
        sinceMs = sinceMs == 0 ? System.currentTimeMillis() : sinceMs;
    }

    synchronized boolean wanted() {
        return sinceMs > 0;
    }

    /** Whether a place in the queue is news; each call is told its place once. */
    synchronized boolean takes(int number) {
        boolean news = wanted() && place == 0;
        place = news ? number : place;
        return news;
    }

    synchronized Optional<Leases.Waiting> waiting() {
        return wanted()
                ? Optional.of(new Leases.Waiting(
                        TimeUnit.MILLISECONDS.toSeconds(System.currentTimeMillis() - sinceMs), urgent, brief.toJson()))
                : Optional.empty();
    }

    /** Writes itself into a record. */
    synchronized void into(ConversationMemory.Builder memory) {
        memory.setBrief(brief.toJson().toString())
                .setWaitingSinceUs(TimeUnit.MILLISECONDS.toMicros(sinceMs))
                .setUrgent(urgent);
    }
}
