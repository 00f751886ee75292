package org.wenzheng.search.app.insight;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.poi.xwpf.extractor.XWPFWordExtractor;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.models.runtime.embedding.BgeEmbedder;
import org.wenzheng.models.runtime.embedding.TextEmbedder;
import org.wenzheng.search.app.LocalNode;
import org.wenzheng.search.app.TestServer;
import org.wenzheng.search.app.calls.FakeCallIndex;
import org.wenzheng.search.contract.SegmentDocument;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** On a real Elasticsearch, with the real embedding model. */
@Tag("slow")
class EmergingMattersTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Instant NOW = Instant.parse("2026-11-25T02:00:00Z");

    private static final List<String> WATER = List.of(
            "我们小区自来水发黄，到底怎么回事？",
            "家里的自来水发黄，根本不敢喝。",
            "今天早上打开水龙头，自来水发黄。",
            "自来水发黄好几天了，没有人管。",
            "翠湖苑的自来水发黄，有一股铁锈味。",
            "自来水发黄，给孩子冲奶粉都不敢。",
            "请问自来水发黄是管道的问题吗？");

    private static final List<String> EVERYDAY = List.of(
            "居住证到期了，怎么签注？",
            "社保断缴了三个月，能补吗？",
            "公积金能不能提出来付房租？",
            "新生儿上户口要带什么材料？",
            "外地看病的发票怎么报销？",
            "工地半夜打桩，吵得睡不着。",
            "开一家小吃店要办什么执照？",
            "残疾人证在哪里办理？");

    @TempDir
    static Path folder;

    private static LocalNode node;
    private static TestServer server;
    private static TextEmbedder embedder;
    private static int number;

    @BeforeAll
    static void start() throws Exception {
        embedder = BgeEmbedder.load();
        node = LocalNode.start(folder, embedder.model());
        server = TestServer.start(
                Map.of("wenzheng.elasticsearch.url", node.address().toString()));
        StringBuilder bulk = new StringBuilder();
        for (int i = 0; i < 64; i++) {
            bulk.append(line(EVERYDAY.get(i % EVERYDAY.size()), NOW.minusSeconds(86_400L * (2 + i % 10))));
        }
        for (String said : EVERYDAY) {
            bulk.append(line(said, NOW.minusSeconds(7_200)));
        }
        for (String said : WATER) {
            bulk.append(line(said, NOW.minusSeconds(3_600)));
        }
        bulk.append(line("小区的水管爆了，什么时候来水？", NOW.minusSeconds(86_400L * 5)));
        node.send("POST", "/_bulk?refresh=true", bulk.toString());
    }

    @AfterAll
    static void stop() {
        server.close();
        node.close();
        embedder.close();
    }

    private static String line(String text, Instant at) throws Exception {
        String call = "call" + number++;
        SegmentDocument plain = FakeCallIndex.segment(call, "citizen", 1000, text);
        ObjectNode segment = (ObjectNode) JSON.readTree(JSON.writeValueAsString(plain));
        segment.put("at", at.toString());
        segment.put("sentiment", "negative");
        segment.putPOJO("vector", embedder.embed(List.of(text)).get(0));
        String document = "{\"index\":{\"_index\":\"segments-2026.11\",\"_id\":\"%s\"}}\n%s\n"
                .formatted(plain.segment(), JSON.writeValueAsString(segment));
        ObjectNode its = (ObjectNode) JSON.readTree(JSON.writeValueAsString(FakeCallIndex.call(call, "ended")));
        its.put("started_at", at.toString());
        its.putArray("topics").add(WATER.contains(text) ? "utilities" : "residence");
        return document
                + "{\"index\":{\"_index\":\"calls-2026.11\",\"_id\":\"%s\"}}\n%s\n"
                        .formatted(call, JSON.writeValueAsString(its));
    }

    private static JsonNode get(String path) {
        return JSON.readTree(server.program(TestServer.CLI_TOKEN).get(path).body());
    }

    @Test
    void tellsTheNewMatterByItsNameWithQuotes() {
        JsonNode found = get("/api/v1/insight/emerging?to=2026-11-25T02:00:00Z");
        assertThat(found.path("calls").asInt()).isEqualTo(15);
        assertThat(found.path("calls_before").asInt()).isEqualTo(65);
        assertThat(found.path("matters")).hasSize(1);
        JsonNode matter = found.path("matters").get(0);
        assertThat(matter.path("label").asString()).isEqualTo("自来水发黄");
        assertThat(matter.path("topic").asString()).isEqualTo("residence");
        assertThat(matter.path("calls").asInt()).isEqualTo(7);
        assertThat(matter.path("negative").asInt()).isEqualTo(7);
        assertThat(matter.path("quotes")).hasSize(3);
        assertThat(matter.path("quotes").get(0).path("text").asString()).contains("发黄");
    }

    @Test
    void nothingEmergesFromADayLikeTheOthers() {
        assertThat(get("/api/v1/insight/emerging?to=2026-11-22T02:00:00Z").path("matters"))
                .isEmpty();
    }

    @Test
    void countsTopicsOfTwoPeriodsByCalls() {
        JsonNode trends = get("/api/v1/insight/topics?to=2026-11-25T02:00:00Z&days=1");
        assertThat(trends.path("calls").asInt()).isEqualTo(15);
        assertThat(trends.path("calls_before").asInt()).isEqualTo(7);
        JsonNode topic = trends.path("topics").get(0);
        assertThat(topic.path("topic").asString()).isEqualTo("residence");
        assertThat(topic.path("calls").asInt()).isEqualTo(8);
        assertThat(trends.path("topics").get(1).path("calls").asInt()).isEqualTo(7);
    }

    @Test
    void leavesAsADocumentAndIsAudited() throws Exception {
        HttpResponse<InputStream> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.address()
                                        .resolve("/api/v1/insight/brief?to=2026-11-25T02:00:00Z&days=7"))
                                .header("Authorization", "Bearer " + TestServer.CLI_TOKEN)
                                .build(),
                        BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"?wenzheng-brief-\\d{4}-\\d\\d-\\d\\d.docx\"?");
        try (XWPFDocument document = new XWPFDocument(response.body());
                XWPFWordExtractor text = new XWPFWordExtractor(document)) {
            assertThat(text.getText()).contains("1. 自来水发黄", "近一天 7 通，此前十三天 1 通");
            assertThat(document.getHyperlinks()).hasSize(3);
        }
        assertThat(server.database()
                        .sql("select detail from audit where action = 'brief_exported'")
                        .query(String.class)
                        .list())
                .containsExactly("7 days, 56 calls");
    }

    @Test
    void refusesPeriodsThatAreNone() {
        assertThat(server.program(TestServer.CLI_TOKEN)
                        .get("/api/v1/insight/emerging?hours=0")
                        .statusCode())
                .isEqualTo(400);
        assertThat(server.program(TestServer.CLI_TOKEN)
                        .get("/api/v1/insight/topics?days=400")
                        .statusCode())
                .isEqualTo(400);
    }
}
