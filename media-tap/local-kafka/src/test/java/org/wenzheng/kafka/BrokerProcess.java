package org.wenzheng.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A broker in a process of its own, for tests: started, killed and started again on the same data. */
public final class BrokerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final int port;
    private final Map<String, String> settings;
    private int starts;
    private @Nullable Process process;

    /** A broker on {@code port} (its controller on the next) that keeps data and logs in {@code folder}. */
    public BrokerProcess(Path folder, int port) {
        this(folder, port, Map.of());
    }

    /** As above, with more settings in its environment. */
    public BrokerProcess(Path folder, int port, Map<String, String> settings) {
        this.folder = folder;
        this.port = port;
        this.settings = settings;
    }

    /** Where clients find it. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    /** Starts the process and waits until it is ready. */
    public BrokerProcess start() {
        launch();
        await("the broker's start: " + folder)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> output().contains("Kafka is ready") || !running());
        if (!running()) {
            throw new IllegalStateException("the broker ended: " + output());
        }
        return this;
    }

    /** Starts the process without waiting for anything. */
    public BrokerProcess launch() {
        starts++;
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                classPath,
                "org.wenzheng.kafka.LocalKafka"));
        builder.environment().put("WENZHENG_VAR", folder.toString());
        builder.environment().put("KAFKA_PORT", Integer.toString(port));
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true).redirectOutput(log());
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** {@code kill -9}: nothing is closed. */
    public void kill() {
        started().destroyForcibly();
        exitCode();
    }

    /** SIGTERM, and waits for the end. */
    public void stop() {
        started().destroy();
        exitCode();
    }

    /** Waits for the process's end and returns its code. */
    public int exitCode() {
        try {
            if (!started().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("the broker does not end: " + output());
            }
            return started().exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What the process has written since it was last started. */
    public String output() {
        try {
            return Files.readString(log().toPath(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the process lives. */
    public boolean running() {
        return process != null && process.isAlive();
    }

    @Override
    public void close() {
        if (running()) {
            kill();
        }
    }

    private File log() {
        return folder.resolve("kafka-" + port + "-" + starts + ".log").toFile();
    }

    private Process started() {
        if (process == null) {
            throw new IllegalStateException("the broker was never started");
        }
        return process;
    }
}
