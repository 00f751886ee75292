package org.wenzheng.search.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** The real SFU as a process of its own, on free ports, without Kafka. */
public final class LocalSfu implements AutoCloseable {

    public static final String KEYS = "k:0123456789abcdef0123456789abcdef";

    private static final Path MODULE = Path.of("../../media-tap/sfu/target").toAbsolutePath();

    private final Process process;
    private final URI url;

    private LocalSfu(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Skips the test where the SFU was not built: {@code mvn -pl media-tap/sfu -am package} builds it. */
    public static LocalSfu start(Path folder) throws IOException {
        return start(folder, "127.0.0.1");
    }

    /** With its media on another address of this machine. */
    public static LocalSfu start(Path folder, String mediaAddress) throws IOException {
        assumeTrue(Files.isDirectory(MODULE.resolve("lib")), "the SFU is not built; ./run check builds it");
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-cp",
                MODULE.resolve("classes") + ":" + MODULE.resolve("lib") + "/*",
                "org.wenzheng.sfu.Sfu"));
        builder.environment()
                .putAll(Map.of(
                        "SFU_PORT",
                        Integer.toString(port),
                        "SFU_MEDIA_PORT",
                        Integer.toString(freePort()),
                        "SFU_MEDIA_BIND",
                        mediaAddress,
                        "SFU_KEYS",
                        KEYS,
                        // Nobody listens on the discard port: calls go on without Kafka.
                        "KAFKA_BOOTSTRAP",
                        "127.0.0.1:9"));
        builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve("sfu.log").toFile());
        LocalSfu sfu = new LocalSfu(builder.start(), URI.create("http://127.0.0.1:" + port));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(sfu::isReady);
        return sfu;
    }

    public URI url() {
        return url;
    }

    /** The settings by which the application finds it. */
    public Map<String, String> settings() {
        return Map.of("wenzheng.sfu.url", url.toString(), "wenzheng.sfu.keys", KEYS);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                            .send(
                                    HttpRequest.newBuilder(url.resolve("/health/ready"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** A port that nobody listens on now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
