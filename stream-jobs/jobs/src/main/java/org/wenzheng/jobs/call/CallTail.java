package org.wenzheng.jobs.call;

/**
 * What is known of a call's end. Kept in saved state: fields may be added, none renamed or removed.
 *
 * @param seenAtMs event time of its newest record, milliseconds
 * @param atUs newest time on the call's own clock, unix microseconds
 * @param endedAtMs event time of its end, {@link #RUNNING} while it goes on
 */
public record CallTail(long seenAtMs, long atUs, long endedAtMs) {

    /** In place of the end's time. */
    public static final long RUNNING = Long.MAX_VALUE;

    static CallTail none() {
        return new CallTail(Long.MIN_VALUE, 0, RUNNING);
    }

    CallTail seen(long atMs, long us) {
        return new CallTail(Math.max(seenAtMs, atMs), Math.max(atUs, us), endedAtMs);
    }

    CallTail ended(long atMs) {
        return new CallTail(seenAtMs, atUs, Math.min(endedAtMs, atMs));
    }

    boolean over() {
        return endedAtMs != RUNNING;
    }
}
