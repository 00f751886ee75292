package org.wenzheng.jobs.insight.index;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import org.apache.flink.api.common.operators.MailboxExecutor;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.util.function.ThrowingRunnable;
import org.jspecify.annotations.Nullable;

/** A task's mailbox and clock, moved by hand. */
final class ManualTask implements MailboxExecutor, ProcessingTimeService {

    private record Timer(long at, ProcessingTimeCallback callback) {}

    private final Queue<ThrowingRunnable<? extends Exception>> mails = new ArrayDeque<>();
    private final List<Timer> timers = new ArrayList<>();
    private long now = 1_000_000;

    /** Lets time pass and handles whatever falls due, mails first. */
    void pass(long ms) {
        long until = now + ms;
        drain();
        while (true) {
            Timer next = timers.stream()
                    .filter(timer -> timer.at() <= until)
                    .min(Comparator.comparingLong(Timer::at))
                    .orElse(null);
            if (next == null) {
                now = until;
                return;
            }
            timers.remove(next);
            now = Math.max(now, next.at());
            fire(next);
            drain();
        }
    }

    private void drain() {
        while (tryYield()) {
            // handled
        }
    }

    private static void fire(Timer timer) {
        try {
            timer.callback().onProcessingTime(timer.at());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void execute(
            MailOptions options, ThrowingRunnable<? extends Exception> command, String description, Object... args) {
        mails.add(command);
    }

    @Override
    public void yield() {
        if (!tryYield()) {
            Timer next = timers.stream()
                    .min(Comparator.comparingLong(Timer::at))
                    .orElseThrow(() -> new IllegalStateException("would wait for ever"));
            pass(Math.max(0, next.at() - now));
        }
    }

    @Override
    public boolean tryYield() {
        ThrowingRunnable<? extends Exception> mail = mails.poll();
        if (mail == null) {
            return false;
        }
        try {
            mail.run();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return true;
    }

    @Override
    public boolean shouldInterrupt() {
        return false;
    }

    @Override
    public long getCurrentProcessingTime() {
        return now;
    }

    @Override
    public ScheduledFuture<?> registerTimer(long at, ProcessingTimeCallback callback) {
        timers.add(new Timer(at, callback));
        return new Never();
    }

    /** Nobody looks at what a registration gives back. */
    private static final class Never extends FutureTask<@Nullable Void> implements ScheduledFuture<@Nullable Void> {
        Never() {
            super((Callable<@Nullable Void>) () -> null);
        }

        @Override
        public long getDelay(java.util.concurrent.TimeUnit unit) {
            return 0;
        }

        @Override
        public int compareTo(java.util.concurrent.Delayed other) {
            return 0;
        }
    }
}
