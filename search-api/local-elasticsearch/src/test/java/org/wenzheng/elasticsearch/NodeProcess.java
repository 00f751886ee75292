package org.wenzheng.elasticsearch;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The node as {@code up} starts it: a process from target/classes and target/lib. */
final class NodeProcess implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private NodeProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static NodeProcess start(Path var, int port) throws IOException {
        return start(var, port, Map.of(), var);
    }

    /**
     * Starts it with more settings.
     *
     * @param logs folder of node.log
     */
    static NodeProcess start(Path var, int port, Map<String, String> settings, Path logs) throws IOException {
        Process process = launch(var, Integer.toString(port), settings, logs);
        NodeProcess node = new NodeProcess(process, port);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> {
                    if (!process.isAlive()) {
                        throw new IllegalStateException("The node ended; see " + logs.resolve("node.log"));
                    }
                    return node.answers();
                });
        return node;
    }

    static Process launch(Path var, String port) throws IOException {
        return launch(var, port, Map.of(), var);
    }

    static Process launch(Path var, String port, Map<String, String> settings, Path logs) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                "target/classes:target/lib/*",
                "org.wenzheng.elasticsearch.LocalElasticsearch");
        builder.environment().put("WENZHENG_VAR", var.toString());
        builder.environment().put("ELASTICSEARCH_PORT", port);
        builder.environment().putAll(settings);
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(logs.resolve("node.log").toFile()));
        return builder.start();
    }

    private boolean answers() throws InterruptedException {
        try {
            return send("GET", "/", null).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends JSON, or newline-delimited JSON to {@code _bulk}. */
    HttpResponse<String> send(String method, String path, @org.jspecify.annotations.Nullable String body)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", path.contains("_bulk") ? "application/x-ndjson" : "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    boolean running() {
        return process.isAlive();
    }

    int port() {
        return port;
    }

    /** SIGKILL: no chance to flush anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM; true when the node ended by itself in time. */
    boolean terminate() throws InterruptedException {
        process.destroy();
        return process.waitFor(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
