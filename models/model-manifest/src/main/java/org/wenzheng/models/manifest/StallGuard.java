package org.wenzheng.models.manifest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Reads a stream that may fall silent: closes it when nothing came for too long, so that the reader wakes up. */
final class StallGuard implements Closeable {
    private static final ScheduledThreadPoolExecutor TIMER = timer();

    private final InputStream in;
    private final Duration limit;
    private volatile boolean stalled;

    StallGuard(InputStream in, Duration limit) {
        this.in = in;
        this.limit = limit;
    }

    /** As {@link InputStream#read(byte[])}, but fails when the limit passes without a byte. */
    int read(byte[] buffer) throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new IOException("interrupted");
        }
        ScheduledFuture<?> alarm = TIMER.schedule(this::wake, limit.toMillis(), TimeUnit.MILLISECONDS);
        int n = -1;
        try {
            n = in.read(buffer);
        } finally {
            alarm.cancel(false);
        }
        if (stalled) {
            throw new IOException("nothing came for " + limit.toSeconds() + " s");
        }
        return n;
    }

    private void wake() {
        stalled = true;
        try {
            in.close();
        } catch (IOException e) {
            // It is being given up.
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "model-fetch-stall");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
