package org.wenzheng.search.app.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.search.app.TestBrowser;
import org.wenzheng.search.app.TestServer;

/** What search answers without Elasticsearch. */
class SearchRequestsTest {

    private final TestServer server = TestServer.shared();
    private final TestBrowser cli = server.program(TestServer.CLI_TOKEN);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode=guess",
                "page=0",
                "page=x",
                "size=0",
                "size=101",
                "page=51&size=20",
                "from=yesterday",
                "to=2026-13-01"
            })
    void aWrongParameterIsAProblemThatSaysWhatIsRight(String parameters) {
        HttpResponse<String> response = cli.get("/api/v1/search?q=x&" + parameters);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("urn:wenzheng:problem:bad-request");
    }

    @Test
    void twoHundredCharactersMayBeAskedAndNotOneMore() {
        assertThat(cli.get("/api/v1/search?mode=words&q=" + encoded("证".repeat(200)))
                        .statusCode())
                .isEqualTo(503);
        HttpResponse<String> response = cli.get("/api/v1/search?q=" + encoded("证".repeat(201)));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("urn:wenzheng:problem:query-too-long", "at most 200 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "证"})
    void aQueryOfAHundredThousandCharactersIsAProblemToo(String character) {
        HttpResponse<String> response = cli.get("/api/v1/search?q=" + encoded(character.repeat(100_000)));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(response.body()).contains("query-too-long");
    }

    @Test
    void withoutElasticsearchSearchSaysWhenToTryAgainAndEverythingElseGoesOn() {
        HttpResponse<String> response = cli.get("/api/v1/search?mode=words&q=x");
        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(response.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(response.body()).contains("urn:wenzheng:problem:search-unavailable");
        assertThat(server.browser().get("/actuator/health/liveness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(server.browser().get("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(cli.get("/api/v1/topics").body()).contains("\"id\":\"residence\"");
    }

    @Test
    void whatTheServerItselfRefusesIsAProblemToo() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
            String request = "GET /api/v1/search?q=<> HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String response = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(response)
                    .startsWith("HTTP/1.1 400")
                    .contains("application/problem+json", "urn:wenzheng:problem:malformed-or-too-long");
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
