package org.wenzheng.mirror;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** The counts of a mirror, kept by the threads that offer, the one that sends and the producer's own. */
final class Ledger {

    private final LongSupplier nanos;
    private final LongAdder offered = new LongAdder();
    private final LongAdder dropped = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final AtomicLong inFlight = new AtomicLong();
    // When the oldest record in flight was offered, or a little before: acknowledgements of other partitions overtake.
    private volatile long oldest;

    Ledger(LongSupplier nanos) {
        this.nanos = nanos;
    }

    void offered() {
        offered.increment();
    }

    void dropped() {
        dropped.increment();
    }

    void writing(long offeredAt) {
        if (inFlight.getAndIncrement() == 0) {
            oldest = offeredAt;
        }
    }

    void written(long offeredAt, boolean acknowledged) {
        (acknowledged ? sent : failed).increment();
        if (offeredAt - oldest > 0) {
            oldest = offeredAt;
        }
        inFlight.decrementAndGet();
    }

    /** Counts what is given up in the ring. */
    void abandoned() {
        failed.increment();
    }

    MirrorStatistics read(Ring ring) {
        // The ends before the beginnings, or a record might seem to have ended before it was offered.
        long sentNow = sent.sum();
        long failedNow = failed.sum();
        long droppedNow = dropped.sum();
        long offeredNow = offered.sum();
        long waiting = Math.max(0, offeredNow - sentNow - failedNow - droppedNow);
        long lag = 0;
        if (inFlight.get() > 0) {
            lag = nanos.getAsLong() - oldest;
        } else if (ring.size() > 0) {
            lag = nanos.getAsLong() - ring.timeOfOldest();
        }
        return new MirrorStatistics(
                offeredNow,
                sentNow,
                droppedNow,
                failedNow,
                waiting,
                Duration.ofNanos(waiting == 0 ? 0 : Math.max(0, lag)));
    }
}
