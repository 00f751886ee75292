package org.wenzheng.cli.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wenzheng.cli.Failure;

class PortalTest {

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    private String seenQuery = "";
    private String seenToken = "";
    private int status = 200;
    private String answer = "{}";

    @BeforeEach
    void listen() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        seenQuery = URLDecoder.decode(String.valueOf(exchange.getRequestURI().getRawQuery()), StandardCharsets.UTF_8);
        seenToken = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] body = answer.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Portal portal() {
        return new Portal(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "secret");
    }

    @Test
    void sendsWordsAndTokenAsTheyAre() throws Exception {
        answer = "{\"hits\":[]}";

        assertThat(portal().get("/api/v1/search", List.of(Map.entry("q", "居住证 & 签注")))
                        .path("hits"))
                .isEmpty();

        assertThat(seenQuery).isEqualTo("q=居住证 & 签注");
        assertThat(seenToken).isEqualTo("Bearer secret");
    }

    @Test
    void passesOnTheServersAdvice() {
        status = 400;
        answer = "{\"title\":\"Bad request\",\"detail\":\"Use at most 200 characters.\"}";

        assertThatThrownBy(() -> portal().get("/api/v1/search", List.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("Use at most 200 characters.");
    }

    @Test
    void saysHowToStartWhatIsNotThere() {
        Portal portal = new Portal(URI.create("http://127.0.0.1:1"), "secret");

        assertThatThrownBy(() -> portal.get("/", List.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("./run up");
    }

    @Test
    void tellsAnAnswerThatIsNoJson() {
        answer = "<html>";

        assertThatThrownBy(() -> portal().get("/", List.of()))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("another program");
    }
}
