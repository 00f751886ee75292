package org.wenzheng.mirror;

import com.google.protobuf.MessageLite;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.media.records.v1.CallEvent;

/**
 * The thread that empties the ring into Kafka, and a second one that looks after it while Kafka takes nothing: says so
 * and makes topics that have vanished with a broker's data.
 */
final class Courier {

    private static final Logger log = LoggerFactory.getLogger(Courier.class);
    private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long RETRY_MS = 1000;
    private static final long WATCH_MS = 5000;
    private static final Duration STUCK = Duration.ofSeconds(10);

    private final Ring ring;
    private final Gaps gaps;
    private final Ledger ledger;
    private final KafkaWriter writer;
    private final TopicCheck topics;
    private final Thread sender = new Thread(this::send, "mirror");
    private final Thread watch = new Thread(this::watch, "mirror-watch");
    private volatile boolean asleep;
    private volatile boolean finishing;
    private volatile @Nullable Exception failure;

    Courier(Ring ring, Gaps gaps, Ledger ledger, KafkaWriter writer, TopicCheck topics) {
        this.ring = ring;
        this.gaps = gaps;
        this.ledger = ledger;
        this.writer = writer;
        this.topics = topics;
        sender.setDaemon(true);
        watch.setDaemon(true);
    }

    void start() {
        sender.start();
        watch.start();
    }

    /** Called after something was put into the ring. */
    void wake() {
        if (asleep) {
            asleep = false;
            LockSupport.unpark(sender);
        }
    }

    /** Why Kafka refused something for good, if it did. */
    @Nullable
    Exception failure() {
        return failure;
    }

    /** Sends what is in the ring, within {@code patience}, and ends both threads. */
    void finish(Duration patience) {
        finishing = true;
        watch.interrupt();
        LockSupport.unpark(sender);
        try {
            sender.join(Math.max(1, patience.toMillis()));
            sender.interrupt();
            sender.join(patience.toMillis() + 1000);
        } catch (InterruptedException e) {
            sender.interrupt();
            Thread.currentThread().interrupt();
        }
    }

    private void send() {
        try {
            makeTopics();
            while (!finishing || ring.size() > 0) {
                MessageLite record = ring.poll();
                if (record != null) {
                    deliver(record, ring.timeOfTaken());
                } else {
                    nap();
                }
                if (gaps.any() && ring.hasRoom()) {
                    report();
                }
            }
            report();
            writer.flush();
        } catch (InterruptException | InterruptedException e) {
            log.info("The mirror ends before Kafka has taken everything");
        } finally {
            writer.close();
            while (ring.poll() != null) {
                ledger.abandoned();
            }
        }
    }

    private void deliver(MessageLite record, long offeredAt) {
        ledger.writing(offeredAt);
        try {
            writer.write(record, error -> {
                note(error); // before the count: who sees nothing waiting must see why
                ledger.written(offeredAt, error == null);
            });
        } catch (InterruptException e) {
            ledger.written(offeredAt, false);
            throw e;
        }
    }

    private void nap() {
        asleep = true;
        if (ring.size() == 0 && !finishing) {
            LockSupport.parkNanos(NAP_NANOS);
        }
        asleep = false;
    }

    private void report() {
        for (CallEvent gap : gaps.take()) {
            log.warn(
                    "Call {}: {} packets of track {} were not mirrored because Kafka was behind",
                    gap.getCall(),
                    gap.getMirrorGap().getDropped(),
                    gap.getMirrorGap().getTrack());
            writer.write(gap, this::note);
        }
    }

    private void makeTopics() throws InterruptedException {
        long tries = 0;
        while (!topicsAreThere(tries++ % 10 == 0) && !finishing) {
            Thread.sleep(RETRY_MS);
        }
    }

    private boolean topicsAreThere(boolean say) throws InterruptedException {
        try {
            topics.ensure();
            return true;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
            if (cause instanceof ApiException refusal && !(cause instanceof RetriableException)) {
                failure = refusal;
            }
            if (say) {
                log.warn(
                        "Kafka is not ready for the records of calls; they wait: {}",
                        String.valueOf(cause.getMessage()));
            }
            return false;
        }
    }

    private void note(@Nullable Exception error) {
        if (error != null && !finishing) {
            if (failure == null) {
                log.error("Kafka refused a record for good: {}", String.valueOf(error.getMessage()));
            }
            failure = error;
        }
    }

    private void watch() {
        boolean stuck = false;
        try {
            while (!finishing) {
                Thread.sleep(WATCH_MS);
                MirrorStatistics now = ledger.read(ring);
                boolean stuckNow = now.lag().compareTo(STUCK) > 0;
                if (stuckNow) {
                    log.warn(
                            "Kafka has taken nothing for {} s: {} records wait, {} were dropped",
                            now.lag().toSeconds(),
                            now.waiting(),
                            now.dropped());
                    topicsAreThere(false);
                } else if (stuck) {
                    log.info("Kafka takes records again");
                }
                stuck = stuckNow;
            }
        } catch (InterruptedException e) {
            // The mirror closes.
        }
    }
}
