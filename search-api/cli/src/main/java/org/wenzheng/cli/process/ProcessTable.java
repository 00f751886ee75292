package org.wenzheng.cli.process;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.wenzheng.cli.Home;

/**
 * What the supervisor started, on disk: a process is known by pid and start time, so a recycled pid is never taken for
 * one of ours.
 */
public final class ProcessTable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;

    public ProcessTable(Home home) {
        this.file = home.state().resolve("processes.json");
    }

    /** Everything known; empty when nothing was ever started. */
    public Contents read() throws IOException {
        try {
            return JSON.readValue(Files.readAllBytes(file), Contents.class);
        } catch (NoSuchFileException e) {
            return new Contents(new Entry("supervisor", 0, 0, 0, "stopped", 0), List.of());
        }
    }

    /** Replaces the contents in one step. */
    public void write(Contents contents) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.write(draft, JSON.writeValueAsBytes(contents));
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** The supervisor and what it watches. */
    public record Contents(
            @JsonProperty("supervisor") Entry supervisor, @JsonProperty("processes") List<Entry> processes) {}

    /**
     * One process.
     *
     * @param startedAt its start, see {@link #startOf}
     * @param health starting, ready, unready, restarting, failed, stopped
     */
    @JsonIgnoreProperties(ignoreUnknown = true) // of another version: its processes are strangers, and it is no failure
    public record Entry(
            @JsonProperty("name") String name,
            @JsonProperty("port") int port,
            @JsonProperty("pid") long pid,
            @JsonProperty("started_at") long startedAt,
            @JsonProperty("health") String health,
            @JsonProperty("restarts") int restarts) {

        /** The running process, if it is still the one that was started. */
        public Optional<ProcessHandle> handle() {
            return pid <= 0
                    ? Optional.empty()
                    : ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(h -> startOf(h) == startedAt);
        }

        /** Resident memory in MiB, 0 when it is not running. */
        public long rssMb() {
            if (handle().isEmpty()) {
                return 0;
            }
            try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
                return lines.filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                        .findFirst()
                        .orElse(0);
            } catch (IOException e) {
                return 0;
            }
        }
    }

    /**
     * A process's start, by which it is told from a later one with its number: ticks since the machine's start, which stay the same when
     * the clock is set. Unix milliseconds, which do not, where there is no /proc.
     */
    static long startOf(ProcessHandle handle) {
        try {
            String stat = Files.readString(Path.of("/proc/" + handle.pid() + "/stat"));
            // The name stands in brackets and may hold any sign; the start is the 22nd field, the 20th after it.
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1)[19]);
        } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
            return handle.info()
                    .startInstant()
                    .map(java.time.Instant::toEpochMilli)
                    .orElse(0L);
        }
    }
}
