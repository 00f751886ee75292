package org.wenzheng.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.replay.Replayer;
import org.wenzheng.cli.replay.UnknownCalls;
import org.wenzheng.replay.CallDetails;
import org.wenzheng.replay.ReplayListener;
import org.wenzheng.replay.ReplayRequest;

/** Windows that take one call after another at the speed of speech until the time is up. */
final class LiveCalls implements AutoCloseable {

    private final Replayer replayer;
    private final List<Path> recordings;
    private final UnknownCalls names = new UnknownCalls();
    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private final ExecutorService windows;
    private volatile boolean closing;

    /**
     * @param recordings two-sided calls, taken in turn
     * @param count windows at work at once
     */
    LiveCalls(Replayer replayer, List<Path> recordings, int count) throws IOException {
        this.replayer = replayer;
        this.recordings = List.copyOf(recordings);
        this.windows = Executors.newFixedThreadPool(count);
        for (int i = 0; i < count; i++) {
            windows.submit(this::work);
        }
    }

    /** The recordings of the demo, or of a folder. */
    static List<Path> recordings(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> found = new ArrayList<>(
                    files.filter(f -> f.getFileName().toString().matches(".*\\.(opus|wav|mp3|m4a|flac|webm|mp4)"))
                            .toList());
            found.sort(Comparator.naturalOrder());
            if (found.isEmpty()) {
                throw Failure.failed("No recording in " + folder + ".");
            }
            return found;
        }
    }

    private Void work() throws IOException, InterruptedException {
        while (!closing) {
            Path recording = recordings.get(next.getAndIncrement() % recordings.size());
            replayer.run(
                    new ReplayRequest(
                            List.of(names.of(recording)),
                            List.of(),
                            Optional.empty(),
                            OptionalDouble.of(1),
                            CallDetails.titled("bench")),
                    new ReplayListener() {
                        @Override
                        public void started(String call) {
                            started.add(call);
                        }
                    });
        }
        return null;
    }

    /** Whether the segment is of a call that these windows took: others may still be on their way through the jobs. */
    boolean took(TranscriptWatch.Seen seen) {
        return started.contains(seen.segment().getCall());
    }

    @Override
    public void close() throws IOException {
        closing = true;
        windows.shutdownNow();
        try {
            windows.awaitTermination(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        names.close();
    }
}
