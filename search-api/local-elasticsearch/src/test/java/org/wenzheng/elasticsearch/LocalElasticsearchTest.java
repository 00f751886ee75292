package org.wenzheng.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LocalElasticsearchTest {

    private static final String INDEX =
            """
            {"settings":{"number_of_replicas":0,"analysis":{
               "filter":{"han_pairs":{"type":"cjk_bigram","output_unigrams":true}},
               "analyzer":{"pairs":{"tokenizer":"standard","filter":["cjk_width","lowercase","han_pairs"]}}}},
             "mappings":{"properties":{
               "text":{"type":"text","analyzer":"smartcn","fields":{"pairs":{"type":"text","analyzer":"pairs"}}},
               "vector":{"type":"dense_vector","dims":8,"index":true,"similarity":"dot_product",
                         "index_options":{"type":"int8_hnsw"}}}}}
            """;

    @TempDir
    Path folder;

    @Test
    void findsChineseWordsAndNearestVectorsAndKeepsThemThroughAKill() throws Exception {
        int port = freePort();
        try (NodeProcess node = NodeProcess.start(folder, port)) {
            assertThat(node.send("GET", "/", null).headers().firstValue("X-elastic-product"))
                    .hasValue("Elasticsearch");
            assertThat(node.send("PUT", "/calls", INDEX).statusCode()).isEqualTo(200);
            assertThat(node.send("POST", "/_bulk?refresh=true", documents()).body())
                    .contains("\"errors\":false");
            assertFound(node);
            node.kill();
        }
        try (NodeProcess node = NodeProcess.start(folder, port)) {
            node.send("GET", "/_cluster/health/calls?wait_for_status=green&timeout=30s", null);
            assertFound(node);
            assertThat(node.terminate()).isTrue();
        }
    }

    @Test
    void tellsWhatIsWrongWithAPort() throws Exception {
        Process process = NodeProcess.launch(folder, "port");
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        assertThat(Files.readString(folder.resolve("node.log"))).contains("give a port from 1 to 65535");
    }

    @Test
    void endsWhenThePortIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process = NodeProcess.launch(folder, Integer.toString(taken.getLocalPort()));
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            assertThat(Files.readString(folder.resolve("node.log"))).contains("set ELASTICSEARCH_PORT");
        }
    }

    private static void assertFound(NodeProcess node) throws Exception {
        // smartcn makes 居住 and 证 of it: both documents of residence permits match, the other does not.
        assertThat(node.send("POST", "/calls/_search", "{\"query\":{\"match\":{\"text\":\"居住\"}}}")
                        .body())
                .contains("\"value\":2,\"relation\":\"eq\"");
        assertThat(node.send("POST", "/calls/_search", "{\"query\":{\"match_phrase\":{\"text.pairs\":\"住证到期\"}}}")
                        .body())
                .contains("\"value\":1,\"relation\":\"eq\"", "\"_id\":\"1\"");
        assertThat(node.send(
                                "POST",
                                "/calls/_search?filter_path=hits.hits._id",
                                "{\"knn\":{\"field\":\"vector\",\"query_vector\":" + vector(3)
                                        + ",\"k\":1,\"num_candidates\":10}}")
                        .body())
                .isEqualTo("{\"hits\":{\"hits\":[{\"_id\":\"3\"}]}}");
    }

    private static String documents() {
        String[] texts = {"我的居住证到期了", "居住登记怎么办", "自来水发黄"};
        StringBuilder bulk = new StringBuilder();
        for (int i = 0; i < texts.length; i++) {
            bulk.append("{\"index\":{\"_index\":\"calls\",\"_id\":\"%d\"}}\n".formatted(i + 1));
            bulk.append("{\"text\":\"%s\",\"vector\":%s}\n".formatted(texts[i], vector(i + 1)));
        }
        return bulk.toString();
    }

    private static String vector(int seed) {
        double[] values = new Random(seed).doubles(8, -1, 1).toArray();
        double length = Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
        StringBuilder json = new StringBuilder("[");
        for (double value : values) {
            json.append(json.length() > 1 ? "," : "").append(String.format(Locale.ROOT, "%.6f", value / length));
        }
        return json.append(']').toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
