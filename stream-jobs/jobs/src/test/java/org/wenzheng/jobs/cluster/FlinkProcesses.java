package org.wenzheng.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.wenzheng.jobs.LocalProcess;

/** A Flink cluster as an office may have one: a job manager and task managers, with nothing of ours on their class path. */
public final class FlinkProcesses implements AutoCloseable {
    private static final Path TARGET = Path.of("target");

    /** What a distribution of Flink has in its lib folder, and what that needs. */
    private static final Pattern DISTRIBUTION = Pattern.compile(
            "(flink-(annotations|clients|connector-datagen|core|datastream|file-sink|hadoop|metrics|queryable|rpc|runtime|shaded|statebackend|"
                    + "streaming)|frocksdbjni|slf4j|commons-|javassist|snappy|kryo|reflectasm|objenesis|minlog|Roaring|lz4|"
                    + "async-profiler|snakeyaml-engine|jsr305|zstd).*\\.jar");

    /** As the config.yaml of a distribution has them. */
    private static final String[] OPENED = {
        "--add-opens=java.base/java.lang=ALL-UNNAMED",
        "--add-opens=java.base/java.util=ALL-UNNAMED",
        "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
        "--add-opens=java.base/java.net=ALL-UNNAMED",
        "--add-opens=java.base/java.nio=ALL-UNNAMED",
    };

    private final Path folder;
    private final String classPath;
    private final int port;
    private final List<LocalProcess> processes = new ArrayList<>();

    /**
     * Starts a job manager; skips the test where the cluster's jar was not packaged.
     *
     * @param slots of each task manager
     */
    public FlinkProcesses(Path folder, int slots) throws IOException {
        this.folder = Files.createDirectories(folder);
        Assumptions.assumeTrue(
                Files.isDirectory(TARGET.resolve("lib"))
                        && jars("target", "jobs-.*-flink\\.jar").size() == 1,
                "skipped: target has no jobs-…-flink.jar: run mvn package first");
        this.classPath = jars("target/lib", DISTRIBUTION.pattern()).stream()
                .map(Path::toString)
                .collect(Collectors.joining(":"));
        this.port = LocalProcess.freePort();
        Files.writeString(
                folder.resolve("config.yaml"),
                """
                jobmanager.rpc.address: 127.0.0.1
                jobmanager.rpc.port: %d
                jobmanager.bind-host: 127.0.0.1
                rest.address: 127.0.0.1
                rest.bind-address: 127.0.0.1
                rest.port: %d
                taskmanager.host: 127.0.0.1
                taskmanager.bind-host: 127.0.0.1
                taskmanager.numberOfTaskSlots: %d
                taskmanager.cpu.cores: 1
                taskmanager.memory.framework.heap.size: 128m
                taskmanager.memory.framework.off-heap.size: 128m
                taskmanager.memory.jvm-metaspace.size: 256m
                taskmanager.memory.jvm-overhead.min: 192m
                taskmanager.memory.jvm-overhead.max: 192m
                taskmanager.memory.task.heap.size: 640m
                taskmanager.memory.task.off-heap.size: 0m
                taskmanager.memory.managed.size: 16m
                taskmanager.memory.network.min: 64m
                taskmanager.memory.network.max: 64m
                heartbeat.interval: 1000
                heartbeat.timeout: 8000
                """
                        .formatted(LocalProcess.freePort(), port, slots));
        processes.add(start("org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint", "job-manager"));
        processes.get(0).awaitListening();
    }

    /**
     * Starts one more task manager.
     *
     * @param id by which Flink's REST interface names it ({@code taskmanager-id})
     */
    public LocalProcess taskManager(String id) throws IOException {
        LocalProcess started =
                start("org.apache.flink.runtime.taskexecutor.TaskManagerRunner", id, "-Dtaskmanager.resource-id=" + id);
        processes.add(started);
        return started;
    }

    private LocalProcess start(String main, String name, String... arguments) throws IOException {
        List<String> command = java(main, "-Xmx1g");
        command.addAll(List.of("--configDir", folder.toString()));
        command.addAll(List.of(arguments));
        return LocalProcess.started(folder.resolve(name), command, Map.of(), port);
    }

    private List<String> java(String main, String heap) {
        List<String> options = new ArrayList<>(List.of(OPENED));
        options.addAll(List.of(heap, "-Dai.djl.offline=true"));
        return LocalProcess.java(classPath, main, options.toArray(new String[0]));
    }

    /**
     * {@code flink run --detached} of the jobs' one jar.
     *
     * @param settings in the environment
     */
    public void run(String job, Map<String, String> settings) throws IOException, InterruptedException {
        List<String> command = java("org.apache.flink.client.cli.CliFrontend", "-Xmx512m");
        command.addAll(List.of(
                "run",
                "--detached",
                jars("target", "jobs-.*-flink\\.jar").get(0).toString(),
                "--job",
                job));
        Path log = folder.resolve("run.log");
        ProcessBuilder client =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        client.environment().putAll(settings);
        client.environment().put("FLINK_CONF_DIR", folder.toString());
        Process process = client.start();
        if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("flink run failed: " + Files.readString(log));
        }
    }

    /** Where Flink's own REST interface answers. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    private static List<Path> jars(String folder, String name) throws IOException {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.filter(file -> file.getFileName().toString().matches(name))
                    .map(Path::toAbsolutePath)
                    .toList();
        }
    }

    @Override
    public void close() {
        for (int i = processes.size(); i-- > 0; ) {
            processes.get(i).close();
        }
    }
}
