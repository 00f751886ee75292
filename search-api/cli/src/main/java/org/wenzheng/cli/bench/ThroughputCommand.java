package org.wenzheng.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.process.Deployment;
import org.wenzheng.cli.replay.Replayer;
import org.wenzheng.stream.records.v1.Revision;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Many calls at real speed at once: how far behind the text is, what it costs, whether memory stays flat. */
@Command(
        name = "throughput",
        mixinStandardHelpOptions = true,
        description = "N calls at real speed: lag of finals, CPU a second of speech, memory over time.")
final class ThroughputCommand implements Callable<Integer> {

    @Option(names = "--calls", defaultValue = "2", description = "Calls at once (${DEFAULT-VALUE}).")
    int calls;

    @Option(names = "--minutes", defaultValue = "10", description = "How long (${DEFAULT-VALUE}).")
    double minutes;

    @Option(names = "--recordings", description = "Folder of two-sided calls; the demo's without it.")
    @Nullable
    Path recordings;

    @Option(names = "--json", description = "Ends with one JSON object.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        Deployment deployment = new Deployment(home, System.getenv());
        List<Path> files = LiveCalls.recordings(
                recordings == null ? home.root().resolve("search-api/cli/demo/audio") : recordings);
        Map<String, Double> before = ProcessCpu.seconds(home);
        Map<String, List<Long>> memory = new TreeMap<>();
        Instant begun = Instant.now();
        Instant end = begun.plusMillis((long) (minutes * 60_000));
        List<TranscriptWatch.Seen> seen;
        try (TranscriptWatch watch = new TranscriptWatch(deployment.kafkaBootstrap());
                Replayer replayer = Replayer.connect(deployment.kafkaBootstrap());
                LiveCalls live = new LiveCalls(replayer, files, calls)) {
            while (Instant.now().isBefore(end)) {
                Thread.sleep(5000);
                ProcessCpu.residentMb(home).forEach((name, mb) -> memory.computeIfAbsent(name, n -> new ArrayList<>())
                        .add(mb));
            }
            seen = watch.seen().stream().filter(live::took).toList();
        }
        report(seen, cpu(before, ProcessCpu.seconds(home)), memory, Duration.between(begun, end));
        return 0;
    }

    private static Map<String, Double> cpu(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> spent = new TreeMap<>();
        after.forEach((name, seconds) -> spent.put(name, seconds - before.getOrDefault(name, 0.0)));
        return spent;
    }

    private void report(
            List<TranscriptWatch.Seen> seen, Map<String, Double> cpu, Map<String, List<Long>> memory, Duration took)
            throws IOException {
        Set<String> counted = new HashSet<>();
        double speech = 0;
        List<Long> lags = new ArrayList<>();
        List<Long> lateLags = new ArrayList<>();
        long lastThird = System.currentTimeMillis() - took.toMillis() / 3;
        for (TranscriptWatch.Seen item : seen) {
            if (item.segment().getKind() == Revision.FINAL
                    && counted.add(item.segment().getSegment())) {
                speech += (item.segment().getEndMs() - item.segment().getStartMs()) / 1000.0;
                lags.add(item.lagMs());
                if (item.atMs() > lastThird) {
                    lateLags.add(item.lagMs());
                }
            }
        }
        double jobs = cpu.getOrDefault("jobs", 0.0);
        double inAll = cpu.values().stream().mapToDouble(Double::doubleValue).sum();
        System.out.printf(
                "%d calls for %d s: %d finals, %.0f s of speech%n", calls, took.toSeconds(), lags.size(), speech);
        System.out.println("finals behind the voice, ms: " + Percentiles.of(lags));
        System.out.println("the same in the last third:   " + Percentiles.of(lateLags));
        System.out.printf(
                "CPU-seconds a second of speech: jobs %.3f, all processes %.3f%n",
                speech > 0 ? jobs / speech : 0, speech > 0 ? inAll / speech : 0);
        cpu.forEach((name, seconds) -> System.out.printf("  %-20s %.1f CPU-s%n", name, seconds));
        Map<String, Double> growth = new HashMap<>();
        memory.forEach((name, samples) -> {
            double middle = mean(samples.subList(samples.size() / 3, samples.size() * 2 / 3));
            double last = mean(samples.subList(samples.size() * 2 / 3, samples.size()));
            growth.put(name, middle > 0 ? last / middle - 1 : 0);
            System.out.printf("  %-20s last third %.0f MB, %+.1f %%%n", name, last, growth.get(name) * 100);
        });
        if (json) {
            Percentiles lag = Percentiles.of(lags);
            System.out.println(new ObjectMapper()
                    .writeValueAsString(Map.of(
                            "calls",
                            calls,
                            "seconds",
                            took.toSeconds(),
                            "speech_seconds",
                            speech,
                            "lag_ms",
                            Map.of("p50", lag.p50(), "p95", lag.p95(), "max", lag.max()),
                            "cpu_per_speech_second",
                            speech > 0 ? jobs / speech : 0,
                            "memory_growth",
                            growth)));
        }
    }

    private static double mean(List<Long> samples) {
        return samples.stream().mapToLong(Long::longValue).average().orElse(0);
    }
}
