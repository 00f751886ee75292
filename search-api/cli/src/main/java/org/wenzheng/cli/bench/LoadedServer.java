package org.wenzheng.cli.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.process.Deployment;
import org.wenzheng.cli.process.ProcessSpec;

/** A server under load: a process of its own with what it needs, on ports that the product does not use. */
final class LoadedServer implements AutoCloseable {

    /** The load tester's fixed key; it opens nothing but these processes. */
    private static final String KEYS = "devkey:secretsecretsecretsecretsecret12";

    private static final int SFU_PORT = 19_081;
    private static final int MEDIA_PORT = 19_882;
    private static final int KAFKA_PORT = 19_092;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration SETTLE = Duration.ofSeconds(2);

    /** Of the tester's line of totals: bit rate and lost packets in percent. */
    private static final Pattern RATE = Pattern.compile("([0-9.]+) ?([kmg]?)bps", Pattern.CASE_INSENSITIVE);

    private static final Pattern LOSS = Pattern.compile("\\(([0-9.]+)%\\)");

    private final String name;
    private final Path folder;
    private final List<Process> processes = new ArrayList<>(); // the server last
    private final URI metrics;
    private final Predicate<String> packetsOut;
    private final String url;

    private LoadedServer(String name, Path folder, String url, URI metrics, Predicate<String> packetsOut) {
        this.name = name;
        this.folder = folder;
        this.url = url;
        this.metrics = metrics;
        this.packetsOut = packetsOut;
    }

    /** Starts one. */
    interface Starter {
        LoadedServer start() throws IOException, InterruptedException;
    }

    /** The SFU of this checkout; with {@code mirror} every voice goes into a broker of its own. */
    static Starter ours(Home home, boolean mirror) {
        return () -> {
            Path folder = Files.createTempDirectory("wenzheng-bench-sfu");
            Home own = new Home(home.root(), folder);
            own.prepare();
            List<ProcessSpec> specs = new Deployment(
                            own,
                            Map.of(
                                    "SFU_PORT", Integer.toString(SFU_PORT),
                                    "SFU_KEYS", KEYS,
                                    "KAFKA_PORT", Integer.toString(KAFKA_PORT)))
                    .processes();
            LoadedServer server = new LoadedServer(
                    mirror ? "mirroring" : "ours",
                    folder,
                    "ws://127.0.0.1:" + SFU_PORT,
                    URI.create("http://127.0.0.1:" + SFU_PORT + "/metrics"),
                    line -> line.startsWith("sfu_rtp_out_packets_total "));
            for (ProcessSpec spec : specs) {
                if (spec.name().equals("sfu") || (mirror && spec.name().equals("local-kafka"))) {
                    server.start(spec, mirror);
                }
            }
            return server;
        };
    }

    /** LiveKit's server with a configuration that has the load tester's key. */
    static Starter livekit(Path program, Path config) {
        return () -> {
            String text = Files.readString(config);
            LoadedServer server = new LoadedServer(
                    "livekit",
                    Files.createTempDirectory("wenzheng-bench-livekit"),
                    "ws://127.0.0.1:" + number(text, "port"),
                    URI.create("http://127.0.0.1:" + number(text, "prometheus_port") + "/metrics"),
                    line -> line.startsWith("livekit_packet_total{") && line.contains("direction=\"outgoing\""));
            server.processes.add(new ProcessBuilder(program.toString(), "--config", config.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(server.folder.resolve("livekit.log").toFile())
                    .start());
            server.await(() -> server.counted() >= 0);
            return server;
        };
    }

    String name() {
        return name;
    }

    /** Runs the load tester once. */
    SfuCommand.Cost load(Path tester, List<String> flags, int seconds) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(tester.toString(), "-url", url));
        command.addAll(flags);
        command.addAll(List.of("-duration", seconds + "s", "-video-resolution", "high"));
        long packets = counted();
        double cpu = cpuSeconds();
        Path log = folder.resolve("tester.log");
        Process run = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!run.waitFor(seconds + 120L, TimeUnit.SECONDS) || run.exitValue() != 0) {
                throw Failure.failed("The load tester failed; " + log + " says why.");
            }
        } finally {
            run.destroy();
        }
        // Servers count packets in steps of a second or so.
        Thread.sleep(SETTLE.toMillis());
        String total = Files.readAllLines(log).stream()
                .filter(line -> line.contains("Total"))
                .reduce((first, last) -> last)
                .orElseThrow(() -> Failure.failed("The load tester printed no totals; see " + log + "."));
        return new SfuCommand.Cost(
                cpuSeconds() - cpu, counted() - packets, found(LOSS.matcher(total)), megabits(total), memoryMb());
    }

    @Override
    public void close() throws InterruptedException {
        for (int i = processes.size() - 1; i >= 0; i--) {
            processes.get(i).destroy();
            if (!processes.get(i).waitFor(20, TimeUnit.SECONDS)) {
                processes.get(i).destroyForcibly();
            }
        }
    }

    private void start(ProcessSpec spec, boolean mirror) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(spec.command())
                .directory(spec.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(spec.name() + ".log").toFile());
        builder.environment().putAll(spec.environment());
        builder.environment().put("SFU_MEDIA_PORT", Integer.toString(MEDIA_PORT));
        builder.environment().put("KAFKA_PORT", Integer.toString(KAFKA_PORT));
        if (mirror) {
            builder.environment().put("SFU_DEFAULT_CONSENTS", "answer,record,analyse");
        }
        processes.add(builder.start());
        await(() -> spec.probe().ready());
    }

    private void await(Condition condition) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            if (Instant.now().isAfter(deadline)
                    || !processes.get(processes.size() - 1).isAlive()) {
                close();
                throw Failure.failed(name + " did not start; its log lies in " + folder + ".");
            }
            Thread.sleep(200);
        }
    }

    private interface Condition {
        boolean holds() throws IOException, InterruptedException;
    }

    /** Packets out until now, or -1 while the server does not answer. */
    private long counted() throws InterruptedException {
        try {
            return (long) HttpClient.newHttpClient()
                    .send(HttpRequest.newBuilder(metrics).build(), BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(packetsOut)
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            return -1;
        }
    }

    private Process server() {
        return processes.get(processes.size() - 1);
    }

    /** User and system time of all its threads. */
    private double cpuSeconds() {
        return server().toHandle()
                        .info()
                        .totalCpuDuration()
                        .orElse(Duration.ZERO)
                        .toMillis()
                / 1000.0;
    }

    private long memoryMb() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(server().pid()), "status")).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                / 1024;
    }

    private static double megabits(String total) {
        Matcher rate = RATE.matcher(total);
        if (!rate.find()) {
            return 0;
        }
        double scale =
                switch (rate.group(2).toLowerCase(java.util.Locale.ROOT)) {
                    case "k" -> 1e-3;
                    case "g" -> 1e3;
                    case "m" -> 1;
                    default -> 1e-6;
                };
        return Double.parseDouble(rate.group(1)) * scale;
    }

    private static double found(Matcher matcher) {
        return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
    }

    private static String number(String config, String key) {
        Matcher line = Pattern.compile("(?m)^" + key + ":\\s*(\\d+)").matcher(config);
        if (!line.find()) {
            throw Failure.usage("The configuration of LiveKit's server has no " + key + ".");
        }
        return line.group(1);
    }
}
