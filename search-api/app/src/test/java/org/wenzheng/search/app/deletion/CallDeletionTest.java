package org.wenzheng.search.app.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.search.app.LocalNode;
import org.wenzheng.search.app.TestBrowser;
import org.wenzheng.search.app.TestServer;
import org.wenzheng.search.app.calls.FakeCallIndex;
import org.wenzheng.search.contract.SearchIndices;
import org.wenzheng.search.contract.SegmentDocument;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A whole call is deleted from a real Elasticsearch, and written again as a replay would. */
@Tag("slow")
class CallDeletionTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String NOVEMBER = "2026.11";

    @TempDir
    static Path folder;

    private static LocalNode node;
    private static TestServer server;
    private static TestBrowser cli;

    @BeforeAll
    static void start() throws Exception {
        node = LocalNode.start(folder, "none");
        server = TestServer.start(
                Map.of("wenzheng.elasticsearch.url", node.address().toString()));
        cli = server.program(TestServer.CLI_TOKEN);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (node != null) {
            node.close();
        }
    }

    @Test
    void whatWasDeletedIsGoneAndNeitherARevisionNorAReplayBringsItBack() throws Exception {
        write("kept", "ended", NOVEMBER, 1, "别的通话也说到麒麟茶馆。");
        write("gone", "ended", NOVEMBER, 1, "麒麟茶馆在哪里？", "麒麟茶馆在湖边。");
        assertThat(places("麒麟茶馆")).isEqualTo(3);

        HttpResponse<String> deleted = cli.send("DELETE", "/api/v1/calls/gone?reason=test", "");
        assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(200);
        JsonNode receipt = JSON.readTree(deleted.body());
        assertThat(receipt.path("segments").asInt()).isEqualTo(2);
        assertThat(receipt.path("account").asString()).isEqualTo("cli");
        assertThat(receipt.path("reason").asString()).isEqualTo("test");
        assertThat(receipt.path("receipt").asLong())
                .isEqualTo(server.database()
                        .sql("select id from audit where action = 'call_deleted' and call_id = 'gone'")
                        .query(Long.class)
                        .single());
        expectOnlyTheOtherCall();
        assertThat(node.send("GET", "/segments/_search", "{\"query\":{\"term\":{\"call\":\"gone\"}}}"))
                .as("tombstones hold no word")
                .contains("\"deleted\":true")
                .doesNotContain("麒麟");

        // A revision of the same words: the tombstones' version is above it.
        write("gone", "ended", NOVEMBER, 9, "麒麟茶馆在哪里？", "麒麟茶馆在湖边。");
        expectOnlyTheOtherCall();

        // A replay that cuts the words otherwise, and one that was given another month: no tombstone lies there.
        write("gone", "ended", NOVEMBER, 1, "麒麟", "茶馆", "麒麟茶馆第三段。");
        write("gone", "ended", "2026.12", 1, "麒麟茶馆换了月份。");
        expectOnlyTheOtherCall();

        server.context().getBean(Leftovers.class).remove();
        node.send("POST", "/segments/_refresh", "");
        assertThat(node.send("GET", "/segments/_search?size=100", "{\"query\":{\"term\":{\"call\":\"gone\"}}}"))
                .as("and what came late is buried too")
                .doesNotContain("麒麟");
        assertThat(server.database()
                        .sql("select detail from audit where action = 'call_text_deleted_again' and call_id = 'gone'")
                        .query(String.class)
                        .list())
                .containsExactly("segments: 2");
        assertThat(server.program(TestServer.JOBS_TOKEN)
                        .send("POST", "/internal/v1/calls/gone/recording-key", "")
                        .statusCode())
                .as("nor is it recorded again")
                .isEqualTo(410);
    }

    @Test
    void aRunningCallIsNotDeletedAndAnUnknownOneIsNotFound() throws Exception {
        write("running", "running", NOVEMBER, 1, "还在说。");
        HttpResponse<String> refused = cli.send("DELETE", "/api/v1/calls/running", "");
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("call-running");
        assertThat(cli.send("DELETE", "/api/v1/calls/nobody", "").statusCode()).isEqualTo(404);
    }

    private static void expectOnlyTheOtherCall() {
        assertThat(places("麒麟茶馆")).isEqualTo(1);
        assertThat(cli.get("/api/v1/calls/gone").statusCode()).isEqualTo(404);
        assertThat(cli.get("/api/v1/calls?size=100").body())
                .contains("\"kept\"")
                .doesNotContain("\"gone\"");
        assertThat(cli.send("DELETE", "/api/v1/calls/gone", "").statusCode()).isEqualTo(404);
    }

    private static int places(String phrase) {
        HttpResponse<String> found =
                cli.get("/api/v1/search?mode=phrase&q=" + URLEncoder.encode(phrase, StandardCharsets.UTF_8));
        assertThat(found.statusCode()).as(found.body()).isEqualTo(200);
        return JSON.readTree(found.body()).path("total_segments").asInt();
    }

    /** As the insight job writes: versions are external, and an older one than what stands there is refused and skipped. */
    private static void write(String call, String state, String month, int revision, String... texts) throws Exception {
        StringBuilder bulk = new StringBuilder();
        long version = SearchIndices.version(true, revision);
        bulk.append(action("calls-" + month, call, version))
                .append(JSON.writeValueAsString(FakeCallIndex.call(call, state)))
                .append('\n');
        for (int i = 0; i < texts.length; i++) {
            SegmentDocument segment = FakeCallIndex.segment(call, "citizen-audio", i * 5000L, texts[i]);
            bulk.append(action("segments-" + month, segment.segment(), version))
                    .append(JSON.writeValueAsString(segment))
                    .append('\n');
        }
        String answer = node.ask("POST", "/_bulk?refresh=true", bulk.toString());
        assertThat(answer.replace("version_conflict_engine_exception", "")).doesNotContain("_exception");
    }

    private static String action(String index, String id, long version) {
        return "{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\",\"version\":%d,\"version_type\":\"external_gte\"}}\n"
                .formatted(index, id, version);
    }
}
