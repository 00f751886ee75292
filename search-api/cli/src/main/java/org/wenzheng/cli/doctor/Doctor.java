package org.wenzheng.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.process.ProcessSpec;
import org.wenzheng.cli.process.ProcessTable;
import org.wenzheng.cli.process.ReadinessProbe;

/** Looks at the machine before anything starts: ports, memory, disk, libraries; each finding says what to do. */
public final class Doctor {

    /** Free memory that the embedded default needs, MiB. */
    static final long MEMORY_MB = 4096;
    /** Free disk under the data folder, MiB: Elasticsearch stops writing near a full disk. */
    static final long DISK_MB = 5120;

    private final Home home;
    private final List<ProcessSpec> specs;

    public Doctor(Home home, List<ProcessSpec> specs) {
        this.home = home;
        this.specs = List.copyOf(specs);
    }

    /** What was looked at; {@code remedy} is empty where all is well. */
    public record Finding(String what, String seen, String remedy) {
        public boolean well() {
            return remedy.isEmpty();
        }
    }

    /** @throws Failure with every remedy when something would keep the product from starting */
    public void requireHealthy() throws IOException {
        String remedies = look().stream()
                .filter(f -> !f.well())
                .map(f -> "- " + f.remedy())
                .collect(Collectors.joining("\n"));
        if (!remedies.isEmpty()) {
            throw Failure.missing("Nothing was started, because:\n" + remedies);
        }
    }

    /** Looks at everything. */
    public List<Finding> look() throws IOException {
        List<Finding> findings = new ArrayList<>();
        findings.add(java());
        findings.add(memory());
        findings.add(disk());
        findings.add(library("libgomp.so.1", "libgomp1"));
        findings.add(library("libstdc++.so.6", "libstdc++6"));
        var ours = new ProcessTable(home).read().processes();
        for (ProcessSpec spec : specs) {
            boolean mine = ours.stream()
                    .anyMatch(e -> e.port() == spec.port() && e.handle().isPresent());
            boolean taken = !mine && ReadinessProbe.listening(spec.port());
            findings.add(new Finding(
                    "port " + spec.port(),
                    mine ? "ours" : taken ? "taken" : "free",
                    taken
                            ? "Port " + spec.port() + " (" + spec.name()
                                    + ") is taken by another program. End that program"
                                    + " (ss -ltnp shows it) or choose another port with " + variable(spec.name())
                                    + "=N."
                            : ""));
        }
        return findings;
    }

    private static String variable(String process) {
        return switch (process) {
            case "local-kafka" -> "KAFKA_PORT";
            case "local-elasticsearch" -> "ELASTICSEARCH_PORT";
            case "sfu" -> "SFU_PORT";
            case "jobs" -> "JOBS_PORT";
            default -> "SEARCH_API_PORT";
        };
    }

    private static Finding java() {
        int feature = Runtime.version().feature();
        return new Finding(
                "Java",
                Runtime.version().toString(),
                feature >= 17 ? "" : "Java 17 or newer is needed. Install openjdk-17-jdk-headless.");
    }

    private static Finding memory() throws IOException {
        long available = Files.readAllLines(Path.of("/proc/meminfo")).stream()
                        .filter(line -> line.startsWith("MemAvailable:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .findFirst()
                        .orElse(0)
                / 1024;
        return new Finding(
                "memory",
                available + " MB free",
                available >= MEMORY_MB
                        ? ""
                        : "Only " + available + " MB of memory are free; " + MEMORY_MB
                                + " are needed. End other programs or use a larger machine.");
    }

    private Finding disk() throws IOException {
        Path existing = home.var();
        for (Path p = existing; p != null && !Files.exists(existing); p = p.getParent()) {
            existing = p;
        }
        long free = Files.getFileStore(existing).getUsableSpace() >> 20;
        return new Finding(
                "disk at " + home.var(),
                free + " MB free",
                free >= DISK_MB
                        ? ""
                        : "Only " + free + " MB are free at " + home.var() + "; " + DISK_MB
                                + " are needed. Make room or put the data elsewhere with WENZHENG_VAR=FOLDER.");
    }

    private static Finding library(String name, String aptPackage) {
        boolean found = false;
        for (String folder : List.of("/lib/x86_64-linux-gnu", "/usr/lib/x86_64-linux-gnu", "/usr/lib64", "/usr/lib")) {
            found |= Files.exists(Path.of(folder, name));
        }
        return new Finding(
                name,
                found ? "there" : "missing",
                found ? "" : "The library " + name + " is missing. Type: sudo apt-get install -y " + aptPackage);
    }
}
