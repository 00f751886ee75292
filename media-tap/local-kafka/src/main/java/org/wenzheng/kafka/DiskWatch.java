package org.wenzheng.kafka;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Looks at the free space of the broker's disk every two seconds and says once when it has become too little.
 *
 * <p>A broker that meets a full disk in the middle of a write halts with a stack trace, and a fault in a mapped index
 * can take the JVM with it. Stopping while there is still room loses nothing: producers hold or count what they have.
 */
final class DiskWatch implements AutoCloseable {

    static final long PERIOD_MS = 2000;

    private final LongSupplier freeMb;
    private final long minimumFreeMb;
    private final LongConsumer onTooLittle;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "disk-watch");
        thread.setDaemon(true);
        return thread;
    });

    private boolean told;

    DiskWatch(LongSupplier freeMb, long minimumFreeMb, LongConsumer onTooLittle) {
        this.freeMb = freeMb;
        this.minimumFreeMb = minimumFreeMb;
        this.onTooLittle = onTooLittle;
    }

    void start() {
        var unused = clock.scheduleWithFixedDelay(this::look, PERIOD_MS, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    /** One look; run by the clock's only thread, or by a test. */
    void look() {
        long free = freeMb.getAsLong();
        if (free < minimumFreeMb && !told) {
            told = true;
            onTooLittle.accept(free);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
