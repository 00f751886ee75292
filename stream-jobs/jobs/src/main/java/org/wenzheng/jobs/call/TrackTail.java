package org.wenzheng.jobs.call;

/**
 * What is known of an open track's end. Kept in saved state: fields may be added, none renamed or removed.
 *
 * @param callStartedAtUs unix microseconds
 * @param sequence of its newest packet
 * @param timestamp of its newest packet
 * @param endedAtMs event time of its end, {@link CallTail#RUNNING} while it goes on
 */
public record TrackTail(long callStartedAtUs, long sequence, long timestamp, long endedAtMs) {

    TrackTail ended(long atMs) {
        return new TrackTail(callStartedAtUs, sequence, timestamp, Math.min(endedAtMs, atMs));
    }
}
