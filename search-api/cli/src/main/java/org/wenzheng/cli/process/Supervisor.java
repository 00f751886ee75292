package org.wenzheng.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Home;

/**
 * Starts the processes in order, each when the one before is ready, and restarts what dies, waiting longer each time up
 * to 30 s. Processes of a supervisor that was killed are taken over, not started twice.
 */
public final class Supervisor {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    /** A process that ran this long is healthy again: its next restart waits little. */
    private static final Duration STEADY = Duration.ofMinutes(2);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final long LARGEST_LOG = 64L << 20;

    private final Home home;
    private final ProcessTable table;
    private final Clock clock;
    private final List<Watched> watched = new ArrayList<>();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);

    public Supervisor(Home home, List<ProcessSpec> specs, Clock clock) {
        this.home = home;
        this.table = new ProcessTable(home);
        this.clock = clock;
        for (ProcessSpec spec : specs) {
            watched.add(new Watched(spec));
        }
    }

    /** Runs until {@link #stop}; returns when everything it started has ended. */
    public void run() throws IOException, InterruptedException {
        takeOver(table.read().processes());
        try {
            do {
                boolean startNext = true;
                for (Watched process : watched) {
                    process.look(startNext);
                    startNext &= process.wasReady;
                }
                save();
            } while (!stop.await(LOOK.toMillis(), TimeUnit.MILLISECONDS));
        } finally {
            stopAll();
            stopped.countDown();
        }
    }

    /** Asks {@link #run} to stop everything and waits for it. */
    public void stop() {
        stop.countDown();
        try {
            stopped.await(STOP_PATIENCE.toSeconds() * 2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeOver(List<ProcessTable.Entry> known) {
        for (Watched process : watched) {
            for (ProcessTable.Entry entry : known) {
                if (entry.name().equals(process.spec.name())) {
                    process.handle = entry.handle().orElse(null);
                    process.restarts = entry.restarts();
                }
            }
        }
    }

    private void stopAll() throws IOException, InterruptedException {
        List<Watched> reverse = new ArrayList<>(watched);
        java.util.Collections.reverse(reverse);
        for (Watched process : reverse) {
            process.end();
        }
        save();
    }

    private void save() throws IOException {
        ProcessHandle self = ProcessHandle.current();
        table.write(new ProcessTable.Contents(
                new ProcessTable.Entry(
                        "supervisor",
                        0,
                        self.pid(),
                        ProcessTable.startOf(self),
                        stop.getCount() == 0 ? "stopping" : "ready",
                        0),
                watched.stream().map(Watched::entry).toList()));
    }

    /** One process and what is known of it. Used by the supervisor's thread alone. */
    private final class Watched {
        private final ProcessSpec spec;
        private @Nullable ProcessHandle handle;
        private Instant startedAt = Instant.EPOCH;
        private Instant notBefore = Instant.EPOCH;
        private Duration wait = Duration.ofSeconds(1);
        private boolean wasReady;
        private boolean everStarted;
        private String health = "waiting";
        private int restarts;

        Watched(ProcessSpec spec) {
            this.spec = spec;
        }

        void look(boolean mayStart) throws IOException {
            if (handle != null && handle.isAlive()) {
                boolean ready = spec.probe().ready();
                wasReady |= ready;
                health = ready ? "ready" : wasReady ? "unready" : "starting";
                return;
            }
            Instant now = clock.instant();
            if (handle != null) {
                handle = null;
                restarts++;
                wait = Duration.between(startedAt, now).compareTo(STEADY) > 0
                        ? Duration.ofSeconds(1)
                        : shorter(wait.multipliedBy(2));
                notBefore = now.plus(everStarted && restarts == 1 ? Duration.ZERO : wait);
                health = "restarting";
            }
            if (mayStart && !now.isBefore(notBefore)) {
                start(now);
            }
        }

        private static Duration shorter(Duration wait) {
            return wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT;
        }

        private void start(Instant now) throws IOException {
            Path log = home.logs().resolve(spec.name() + ".log");
            if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
                Files.move(log, log.resolveSibling(spec.name() + ".1.log"), StandardCopyOption.REPLACE_EXISTING);
            }
            ProcessBuilder builder = new ProcessBuilder(spec.command())
                    .directory(spec.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
            builder.environment().putAll(spec.environment());
            handle = builder.start().toHandle();
            everStarted = true;
            startedAt = now;
            health = "starting";
        }

        void end() throws InterruptedException {
            Optional<ProcessHandle> running = Optional.ofNullable(handle).filter(ProcessHandle::isAlive);
            if (running.isPresent()) {
                running.get().destroy();
                try {
                    running.get().onExit().get(STOP_PATIENCE.toSeconds(), TimeUnit.SECONDS);
                } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
                    running.get().destroyForcibly();
                }
            }
            handle = null;
            health = "stopped";
        }

        ProcessTable.Entry entry() {
            ProcessHandle current = handle;
            return new ProcessTable.Entry(
                    spec.name(),
                    spec.port(),
                    current == null ? 0 : current.pid(),
                    current == null ? 0 : ProcessTable.startOf(current),
                    health,
                    restarts);
        }
    }
}
