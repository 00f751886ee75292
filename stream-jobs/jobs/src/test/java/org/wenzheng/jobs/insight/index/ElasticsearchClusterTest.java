package org.wenzheng.jobs.insight.index;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wenzheng.jobs.config.ElasticsearchConfig;
import org.wenzheng.jobs.insight.index.SearchCluster.Answer;
import org.wenzheng.jobs.insight.index.SearchCluster.Outcome;

/** The requests that go over the wire; a real Elasticsearch is in InsightJobTest. */
@SuppressWarnings("NullAway.Init") // set up before each test
class ElasticsearchClusterTest {

    private final List<String> requests = new ArrayList<>();
    private String answer = "{}";
    private int status = 200;
    private HttpServer server;
    private ElasticsearchCluster cluster;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath() + "\n"
                            + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            byte[] bytes = answer.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        cluster = new ElasticsearchCluster(new ElasticsearchConfig(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "", ""));
    }

    @AfterEach
    void stop() {
        cluster.close();
        server.stop(0);
    }

    @Test
    void aBulkNamesIndexIdAndExternalVersion() throws Exception {
        answer = "{\"errors\":true,\"items\":[{\"index\":{\"status\":201}},{\"index\":{\"status\":409,"
                + "\"error\":{\"type\":\"version_conflict_engine_exception\"}}},{\"index\":{\"status\":400,"
                + "\"error\":{\"type\":\"document_parsing_exception\"}}},{\"index\":{\"status\":429,"
                + "\"error\":{\"type\":\"cluster_block_exception\"}}}]}";
        List<Answer> answers = cluster.bulk(List.of(write("a:b:1", 7), write("c", 1), write("d", 1), write("e", 1)))
                .get();
        assertThat(answers)
                .extracting(Answer::outcome)
                .containsExactly(Outcome.WRITTEN, Outcome.OUTDATED, Outcome.NEVER, Outcome.LATER);
        assertThat(answers.get(3).reason()).contains("cluster_block_exception", "free some space");
        assertThat(requests.get(0))
                .startsWith("POST /_bulk\n{\"index\":{\"_index\":\"segments-2026.11\",\"_id\":\"a:b:1\",\"version\":7,"
                        + "\"version_type\":\"external_gte\"}}\n{\"text\":\"好\"}\n{\"index\"");
    }

    @Test
    void anAnswerThatIsNotWholeIsAFailure() {
        answer = "{\"items\":[]}";
        assertThatThrownBy(() -> cluster.bulk(List.of(write("a", 1))).get()).isInstanceOf(ExecutionException.class);
        status = 503;
        assertThatThrownBy(() -> cluster.bulk(List.of(write("a", 1))).get()).isInstanceOf(ExecutionException.class);
    }

    @Test
    void templatesArePutBeforeTheFirstDocument() throws Exception {
        IndexSetup.await(cluster, "test", "bge/1");
        assertThat(requests.get(0))
                .startsWith("PUT /_index_template/wenzheng-segments\n")
                .contains("bge/1");
        assertThat(requests.get(1)).startsWith("PUT /_index_template/wenzheng-calls\n");
        assertThat(requests.get(2)).startsWith("GET /segments-*/_mapping");
    }

    @Test
    void vectorsOfAnotherModelEndTheJob() {
        answer = "{\"segments-2026.11\":{\"mappings\":{\"_meta\":{\"embedding_model\":\"other/2\"}}}}";
        assertThatThrownBy(() -> IndexSetup.await(cluster, "test", "bge/1"))
                .isInstanceOf(SuppressRestartsException.class)
                .rootCause()
                .hasMessageContaining("segments-2026.11")
                .hasMessageContaining("other/2");
    }

    private static IndexWrite write(String id, long version) {
        return new IndexWrite(
                "segments-2026.11", id, version, "{\"text\":\"好\"}".getBytes(UTF_8), "topic", "call", new byte[0]);
    }
}
