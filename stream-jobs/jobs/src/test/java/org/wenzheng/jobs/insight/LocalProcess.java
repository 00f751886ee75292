package org.wenzheng.jobs.insight;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A broker or a search node of this checkout as a process of its own. */
final class LocalProcess implements AutoCloseable {

    private final List<String> command;
    private final Map<String, String> environment;
    private final int port;
    private final File log;
    private Process process;

    /**
     * Starts it and waits until it listens; skips the test where the module was not packaged.
     *
     * @param module from the root, e.g. {@code media-tap/local-kafka}
     */
    LocalProcess(String module, String main, String portName, int port, Path data, List<String> options)
            throws IOException {
        Path target = Path.of("../..")
                .resolve(module)
                .resolve("target")
                .toAbsolutePath()
                .normalize();
        Assumptions.assumeTrue(
                Files.isDirectory(target.resolve("lib")), module + " is not packaged: run mvn package first");
        command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", target.resolve("classes") + ":" + target.resolve("lib") + "/*", main));
        environment = Map.of(portName, Integer.toString(port), "WENZHENG_VAR", data.toString());
        this.port = port;
        this.log = data.resolve(main + ".log").toFile();
        this.process = launch();
    }

    /** Ends it as a crash would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again over the same data. */
    void restart() throws IOException {
        process = launch();
    }

    private Process launch() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        Process started = builder.start();
        await().atMost(Duration.ofMinutes(3)).until(() -> !started.isAlive() || listens());
        if (!started.isAlive()) {
            throw new IOException("ended at once: " + Files.readString(log.toPath()));
        }
        return started;
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
