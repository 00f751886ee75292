package org.wenzheng.jobs;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A server of this checkout as a process of its own: killed and started again over the same data. */
public final class LocalProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final List<String> command;
    private final Map<String, String> environment;
    private final int port;
    private final File log;
    private Process process;

    /**
     * Starts a process and waits until it listens, or has ended.
     *
     * @param port that it will listen on
     * @param data folder of its log
     */
    public LocalProcess(List<String> command, Map<String, String> environment, int port, Path data) throws IOException {
        this.command = command;
        this.environment = environment;
        this.port = port;
        this.log = Files.createDirectories(data).resolve("process.log").toFile();
        this.process = launch();
        awaitListening();
    }

    /** Starts a process and waits for nothing. */
    public static LocalProcess started(Path data, List<String> command, Map<String, String> environment, int port)
            throws IOException {
        return new LocalProcess(data, command, environment, port);
    }

    private LocalProcess(Path data, List<String> command, Map<String, String> environment, int port)
            throws IOException {
        this.command = command;
        this.environment = environment;
        this.port = port;
        this.log = Files.createDirectories(data).resolve("process.log").toFile();
        this.process = launch();
    }

    /** A broker over a folder; skips the test where its module was not packaged. */
    public static LocalProcess broker(Path data) throws IOException {
        int port = freePort();
        return new LocalProcess(
                java(packaged("media-tap/local-kafka"), "org.wenzheng.kafka.LocalKafka", "-Xmx384m"),
                Map.of(
                        "WENZHENG_VAR",
                        data.toString(),
                        "KAFKA_PORT",
                        Integer.toString(port),
                        "KAFKA_CONTROLLER_PORT",
                        Integer.toString(freePort())),
                port,
                data);
    }

    /** A search node over a folder; skips the test where its module was not packaged. */
    public static LocalProcess elasticsearch(Path data) throws IOException {
        int port = freePort();
        return new LocalProcess(
                java(
                        packaged("search-api/local-elasticsearch"),
                        "org.wenzheng.elasticsearch.LocalElasticsearch",
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1"),
                Map.of("WENZHENG_VAR", data.toString(), "ELASTICSEARCH_PORT", Integer.toString(port)),
                port,
                data);
    }

    /**
     * All jobs, from this module's classes; does not wait for anything.
     *
     * @param settings as in the environment of an operator
     */
    public static LocalProcess jobs(Path data, Map<String, String> settings) throws IOException {
        int port = freePort();
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("WENZHENG_VAR", data.toString());
        environment.put("JOBS_PORT", Integer.toString(port));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        return new LocalProcess(
                data, java(classPath, "org.wenzheng.jobs.Jobs", "-Xmx1g", "-Dai.djl.offline=true"), environment, port);
    }

    /** The class path of a packaged module; skips the test where there is none. */
    public static String packaged(String module) {
        Path target = Path.of("../..")
                .resolve(module)
                .resolve("target")
                .toAbsolutePath()
                .normalize();
        Assumptions.assumeTrue(
                Files.isDirectory(target.resolve("lib")), module + " is not packaged: run mvn package first");
        return target.resolve("classes") + ":" + target.resolve("lib") + "/*";
    }

    /** A command line of this JVM's own Java. */
    public static List<String> java(String classPath, String main, String... options) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        command.addAll(List.of("-cp", classPath, main));
        return command;
    }

    /** A port of loopback that nobody uses now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Ends it as a crash would. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again over the same data, and waits until it listens. */
    public void restart() throws IOException {
        process = launch();
        awaitListening();
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        return builder.start();
    }

    /** Waits until it listens on its port. */
    public void awaitListening() throws IOException {
        await().atMost(PATIENCE).until(() -> !process.isAlive() || listens());
        if (!process.isAlive()) {
            throw new IOException("ended at once: " + output());
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether it runs. */
    public boolean running() {
        return process.isAlive();
    }

    /** All that it has written. */
    public String output() throws IOException {
        return Files.readString(log.toPath());
    }

    /** {@code host:port}. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Its number in the system. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
