package org.wenzheng.jobs;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real broker as a process of its own, from the folder where Maven built it. */
public final class BrokerProcess implements AutoCloseable {
    private static final Path BUILT = Path.of("../../media-tap/local-kafka/target");

    private final Process process;
    private final int port;

    private BrokerProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts a broker; skips the test where it was not built.
     *
     * @param folder for its data
     */
    public static BrokerProcess start(Path folder) throws IOException {
        assumeTrue(Files.isDirectory(BUILT.resolve("lib")), "skipped: media-tap/local-kafka is not built");
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-cp",
                BUILT.resolve("classes") + ":" + BUILT.resolve("lib") + "/*",
                "org.wenzheng.kafka.LocalKafka"));
        builder.environment().put("KAFKA_PORT", Integer.toString(port));
        builder.environment().put("WENZHENG_VAR", folder.toString());
        Files.createDirectories(folder);
        builder.redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile());
        BrokerProcess broker = new BrokerProcess(builder.start(), port);
        await().atMost(Duration.ofMinutes(2)).until(broker::listens);
        return broker;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
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

    /** Where clients find it. */
    public String bootstrap() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(20, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
