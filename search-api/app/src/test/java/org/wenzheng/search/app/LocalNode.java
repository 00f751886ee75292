package org.wenzheng.search.app;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.wenzheng.search.contract.IndexTemplate;
import org.wenzheng.search.contract.SearchIndices;

/** A local Elasticsearch in a process of its own, with the templates of the contract. */
public final class LocalNode implements AutoCloseable {

    private static final Path MODULE = Path.of("../local-elasticsearch/target");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Process process;
    private final URI address;

    private LocalNode(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** Starts it, or skips the test where it was not built. */
    public static LocalNode start(Path var, String embeddingModel) throws Exception {
        assumeTrue(
                Files.isDirectory(MODULE.resolve("lib")),
                "skipped: build the node first, mvn -pl search-api/local-elasticsearch process-classes");
        int port = freePort();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                MODULE.resolve("classes") + ":" + MODULE.resolve("lib") + "/*",
                "org.wenzheng.elasticsearch.LocalElasticsearch");
        builder.environment().put("WENZHENG_VAR", var.toString());
        builder.environment().put("ELASTICSEARCH_PORT", Integer.toString(port));
        builder.redirectErrorStream(true).redirectOutput(var.resolve("node.log").toFile());
        LocalNode node = new LocalNode(builder.start(), URI.create("http://127.0.0.1:" + port));
        await().atMost(Duration.ofMinutes(3)).until(node::answers);
        for (IndexTemplate template : SearchIndices.templates(embeddingModel)) {
            node.send("PUT", "/_index_template/" + template.name(), template.json());
        }
        return node;
    }

    public URI address() {
        return address;
    }

    private boolean answers() throws InterruptedException {
        try {
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Sends JSON, or newline-delimited JSON to {@code _bulk}; fails unless it is taken. */
    public String send(String method, String path, String json) throws IOException, InterruptedException {
        String body = ask(method, path, json);
        if (body.contains("\"errors\":true")) {
            throw new IllegalStateException(body);
        }
        return body;
    }

    /** The same, where documents of a bulk may be refused. */
    public String ask(String method, String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(
                HttpRequest.newBuilder(address.resolve(path))
                        .header("Content-Type", path.contains("_bulk") ? "application/x-ndjson" : "application/json")
                        .method(method, BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(response.body());
        }
        return response.body();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
