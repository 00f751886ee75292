package org.wenzheng.mirror;

import com.google.protobuf.MessageLite;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.VideoFrame;

/**
 * The way of a call's media and events into Kafka.
 *
 * <p>Two ways in, for any number of threads; records that one thread gives of one call keep their order:
 *
 * <ul>
 *   <li>{@code offer}, for live calls: never waits and never throws. What finds the ring full is dropped and counted, and a
 *       {@code MirrorGap} event tells of it once there is room again.
 *   <li>{@code put}, for replays: waits until there is room, so that nothing is lost however long Kafka is away.
 * </ul>
 *
 * <p>Delivery is at least once; a producer that is replaced after an error may send a record twice.
 */
public final class Mirror implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Mirror.class);
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);
    private static final long PARK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

    private final Ring ring;
    private final Gaps gaps = new Gaps();
    private final Ledger ledger = new Ledger(System::nanoTime);
    private final Courier courier;
    private final Duration patienceAtClose;
    private volatile boolean closed;

    private Mirror(MirrorSettings settings, KafkaWriter writer, TopicCheck topics, Duration patienceAtClose) {
        ring = new Ring(settings);
        courier = new Courier(ring, gaps, ledger, writer, topics);
        this.patienceAtClose = patienceAtClose;
    }

    /** A mirror into that Kafka, which need not be there yet. */
    public static Mirror connect(KafkaConnection connection, MirrorSettings settings) {
        return start(settings, KafkaWriter.to(connection, settings), new Topics(connection)::ensure, PATIENCE_AT_CLOSE);
    }

    static Mirror start(MirrorSettings settings, KafkaWriter writer, TopicCheck topics, Duration patienceAtClose) {
        Mirror mirror = new Mirror(settings, writer, topics, patienceAtClose);
        mirror.courier.start();
        return mirror;
    }

    /** Takes a voice's packet, or drops and counts it and returns false. An end of track has the events' reserve. */
    public boolean offer(AudioFrame frame) {
        if (accept(frame, frame.getEndOfTrack())) {
            return true;
        }
        gaps.drop(frame.getCall(), frame.getTrack(), frame.getSequence(), frame.getCapturedAtUs());
        return false;
    }

    /** Takes a picture, or drops and counts it and returns false. */
    public boolean offer(VideoFrame frame) {
        if (accept(frame, false)) {
            return true;
        }
        gaps.drop(frame.getCall(), frame.getTrack(), frame.getSequence(), frame.getCapturedAtUs());
        return false;
    }

    /** Takes an event; it has a reserve of room and is dropped only when that too is full. */
    public boolean offer(CallEvent event) {
        return accept(event, true);
    }

    /**
     * Takes a voice's packet as soon as there is room.
     *
     * @throws MirrorException if Kafka refuses for good what this mirror sends
     */
    public void put(AudioFrame frame) throws InterruptedException, MirrorException {
        await(frame);
    }

    /**
     * Takes an event as soon as there is room.
     *
     * @throws MirrorException if Kafka refuses for good what this mirror sends
     */
    public void put(CallEvent event) throws InterruptedException, MirrorException {
        await(event);
    }

    /**
     * Waits until Kafka has acknowledged all that was given before; nobody else may give anything meanwhile.
     *
     * @return false if that takes longer than {@code patience}; nothing is lost then
     * @throws MirrorException if Kafka refused something for good
     */
    public boolean flush(Duration patience) throws InterruptedException, MirrorException {
        long end = System.nanoTime() + patience.toNanos();
        while (statistics().waiting() > 0) {
            throwFailure();
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            park();
        }
        throwFailure();
        return true;
    }

    /** What it has done until now. */
    public MirrorStatistics statistics() {
        return ledger.read(ring);
    }

    /** Records in the ring, without those that the producer has. */
    long held() {
        return ring.size();
    }

    /** Takes nothing more, sends what it holds for some seconds at most and gives up the rest, which is logged. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        courier.finish(patienceAtClose);
        MirrorStatistics end = statistics();
        if (end.dropped() + end.failed() > 0) {
            log.warn(
                    "The mirror has closed: {} records sent, {} dropped, {} failed",
                    end.sent(),
                    end.dropped(),
                    end.failed());
        }
    }

    private boolean accept(MessageLite record, boolean vital) {
        ledger.offered();
        if (!closed && ring.offer(record, vital, System.nanoTime())) {
            courier.wake();
            return true;
        }
        ledger.dropped();
        return false;
    }

    private void await(MessageLite record) throws InterruptedException, MirrorException {
        while (true) {
            throwFailure();
            if (closed) {
                throw new IllegalStateException("the mirror is closed");
            }
            if (ring.offer(record, false, System.nanoTime())) {
                ledger.offered();
                courier.wake();
                return;
            }
            park();
        }
    }

    private static void park() throws InterruptedException {
        LockSupport.parkNanos(PARK_NANOS);
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private void throwFailure() throws MirrorException {
        @Nullable Exception failure = courier.failure();
        if (failure != null) {
            throw new MirrorException(
                    "Kafka refuses the records of this call (" + failure.getMessage()
                            + "). Check KAFKA_BOOTSTRAP, the rights of its account in KAFKA_PROPERTIES and the limits of"
                            + " the topics media.audio and call.events, then run it again.",
                    failure);
        }
    }
}
