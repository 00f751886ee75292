package org.wenzheng.jobs;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * HTTP Basic authentication before a search node, as a gateway has it: the node from Maven artifacts has none of its own.
 */
final class PasswordDoor implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger admitted = new AtomicInteger();
    private final String behind;

    PasswordDoor(String behind, String user, String secret) throws IOException {
        this.behind = behind;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::pass)
                .setAuthenticator(new BasicAuthenticator("search", StandardCharsets.UTF_8) {
                    @Override
                    public boolean checkCredentials(String username, String password) {
                        return username.equals(user) && password.equals(secret);
                    }
                });
        server.setExecutor(threads);
        server.start();
    }

    private void pass(HttpExchange exchange) throws IOException {
        admitted.incrementAndGet();
        try (exchange) {
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create("http://" + behind + exchange.getRequestURI()))
                    .method(
                            exchange.getRequestMethod(),
                            HttpRequest.BodyPublishers.ofByteArray(
                                    exchange.getRequestBody().readAllBytes()));
            String type = exchange.getRequestHeaders().getFirst("Content-Type");
            if (type != null) {
                request.header("Content-Type", type);
            }
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            response.headers().firstValue("Content-Type").ifPresent(value -> exchange.getResponseHeaders()
                    .set("Content-Type", value));
            response.headers().firstValue("X-elastic-product").ifPresent(value -> exchange.getResponseHeaders()
                    .set("X-elastic-product", value));
            byte[] body = response.body();
            exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Requests with the right password. */
    int admitted() {
        return admitted.get();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
