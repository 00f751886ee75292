package org.wenzheng.elasticsearch;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Looks at the free space of the node's disk and tells, once each, that it has become too little and that there is room
 * again. Elasticsearch itself refuses documents below its flood stage and takes them again above its high watermark; what
 * it does not do by itself is to open again a shard that met a disk with nothing left too many times.
 */
final class DiskWatch implements AutoCloseable {

    static final long PERIOD_MS = 2000;

    /** What is done about it. */
    interface News {
        /** Documents are refused from now on. */
        void tooLittle(long freeMb);

        /** Documents are taken again, or will be within seconds. */
        void roomAgain(long freeMb);
    }

    private final LongSupplier freeMb;
    private final DiskSpace limits;
    private final News news;
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "disk-watch");
        thread.setDaemon(true);
        return thread;
    });

    private boolean full;

    DiskWatch(LongSupplier freeMb, DiskSpace limits, News news) {
        this.freeMb = freeMb;
        this.limits = limits;
        this.news = news;
    }

    void start() {
        var unused = clock.scheduleWithFixedDelay(this::look, 0, PERIOD_MS, TimeUnit.MILLISECONDS);
    }

    /** One look; run by the clock's only thread, or by a test. */
    void look() {
        long free = freeMb.getAsLong();
        if (!full && free < limits.refuseBelowMb()) {
            full = true;
            news.tooLittle(free);
        } else if (full && free > limits.acceptAboveMb()) {
            full = false;
            news.roomAgain(free);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
