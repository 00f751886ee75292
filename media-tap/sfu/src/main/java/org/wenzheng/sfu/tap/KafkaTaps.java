package org.wenzheng.sfu.tap;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.mirror.Mirror;
import org.wenzheng.sfu.room.CallTap;
import org.wenzheng.sfu.room.Taps;

/** The taps of all calls, and the one thread that empties their rings into the mirror. */
public final class KafkaTaps implements Taps, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KafkaTaps.class);

    /** Packets that wait for the thread at most, of one event loop: some seconds of a hundred calls. */
    private static final int RING = 1 << 15;

    private static final long PARK_NANOS = 2_000_000;

    /** Doublings of a park while nothing comes: where nobody is mirrored, the thread hardly wakes. */
    private static final int LONGEST_PARK = 3;

    private static final long TICK_NANOS = 20_000_000;

    /** How long a call may be empty before it has ended: a client that joins anew needs some seconds. */
    static final long GRACE_NANOS = 20_000_000_000L;

    private final Sink sink;
    private final Clock clock;
    private final List<TapRing> rings = new CopyOnWriteArrayList<>();
    private final ThreadLocal<TapRing> ring = ThreadLocal.withInitial(() -> {
        TapRing made = new TapRing(RING);
        rings.add(made);
        return made;
    });
    private final Map<String, TappedCall> calls = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "tap");
    private volatile boolean closed;

    private KafkaTaps(Sink sink, Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /** Taps into a mirror, which belongs to the caller. */
    public static KafkaTaps into(Mirror mirror, Clock clock) {
        return start(Sink.of(mirror), clock);
    }

    static KafkaTaps start(Sink sink, Clock clock) {
        KafkaTaps taps = new KafkaTaps(sink, clock);
        taps.thread.setDaemon(true);
        taps.thread.start();
        return taps;
    }

    @Override
    public CallTap open(String call, long openedAtMs) {
        return new RoomTap(this, calls.computeIfAbsent(call, id -> new TappedCall(id, openedAtMs, sink, clock)));
    }

    /** Watches a call, if that is not done. On the tap's thread. */
    void keep(TappedCall call) {
        calls.putIfAbsent(call.id(), call);
    }

    /** Leaves something for the thread to do, in the order of one loop; false when there is no room. */
    boolean offer(Runnable item) {
        return ring.get().offer(item);
    }

    /** Unix microseconds. */
    long nowUs() {
        return clock.millis() * 1_000;
    }

    /** Ends all calls that are open and stops. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long ticked = System.nanoTime();
        int idle = 0;
        while (!closed) {
            boolean worked = drain();
            idle = worked ? 0 : Math.min(idle + 1, LONGEST_PARK);
            long now = System.nanoTime();
            if (now - ticked >= TICK_NANOS) {
                ticked = now;
                calls.values().removeIf(call -> ended(call, now));
            }
            if (!worked) {
                LockSupport.parkNanos(PARK_NANOS << idle);
            }
        }
        drain();
        calls.values().forEach(TappedCall::end);
    }

    private static boolean ended(TappedCall call, long now) {
        try {
            return call.tick(now);
        } catch (RuntimeException e) {
            // One call's defect must not end the mirroring of all others.
            log.error("The tap of a call failed and ends", e);
            return true;
        }
    }

    private boolean drain() {
        boolean worked = false;
        for (TapRing next : rings) {
            for (@Nullable Runnable item = next.poll(); item != null; item = next.poll()) {
                worked = true;
                try {
                    item.run();
                } catch (RuntimeException e) {
                    log.error("A call's record could not be mirrored", e);
                }
            }
        }
        return worked;
    }
}
