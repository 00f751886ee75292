package org.wenzheng.search.app.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
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
import org.wenzheng.search.contract.CallDocument;
import org.wenzheng.search.contract.SearchIndices;
import org.wenzheng.search.contract.SegmentDocument;
import org.wenzheng.search.contract.Tombstone;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Search on a real Elasticsearch, with the real embedding model. */
@Tag("slow")
class SegmentSearchTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String INDEX = "segments-2026.11";

    @TempDir
    static Path folder;

    private static LocalNode node;
    private static TestServer server;
    private static TextEmbedder embedder;
    private static JsonNode beforeAnything;

    @BeforeAll
    static void start() throws Exception {
        embedder = BgeEmbedder.load();
        node = LocalNode.start(folder, embedder.model());
        server = TestServer.start(
                Map.of("wenzheng.elasticsearch.url", node.address().toString()));
        beforeAnything = search("q=" + encoded("居住证"));
        List<SegmentDocument> segments = List.of(
                segment("A", 0, "citizen", "negative", "我的居住证下个月就到期了，想问问怎么签注。", "residence"),
                segment("A", 1, "staff", "neutral", "带上居住证和身份证，还有新的租房合同。", "residence"),
                segment("A", 2, "citizen", "neutral", "居住证要交钱吗？", "residence"),
                segment("B", 0, "citizen", "negative", "水龙头放出来的水发黄，有一股铁锈味。", "utilities"),
                segment("B", 1, "staff", "neutral", "我们马上派人去您小区检查供水管道。", "utilities"),
                segment("C", 0, "citizen", "negative", "半夜两点工地还在打桩，吵得睡不着觉。", "noise"),
                segment("D", 0, "citizen", "neutral", "办居住登记需要什么材料？", "residence"));
        StringBuilder bulk = new StringBuilder();
        for (SegmentDocument segment : segments) {
            bulk.append(line(segment, 1));
        }
        for (String call : List.of("A", "B", "C", "D")) {
            bulk.append("{\"index\":{\"_index\":\"calls-2026.11\",\"_id\":\"%s\"}}\n".formatted(call));
            CallDocument document = FakeCallIndex.call(call, call.equals("B") ? "running" : "ended");
            bulk.append(JSON.writeValueAsString(document)).append('\n');
        }
        node.send("POST", "/_bulk?refresh=true", bulk.toString());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (node != null) {
            node.close();
        }
        if (embedder != null) {
            embedder.close();
        }
    }

    @Test
    void beforeAnyCallThereIsNothingToFindAndNoError() {
        assertThat(beforeAnything.path("total_segments").asInt()).isZero();
        assertThat(beforeAnything.path("hits")).isEmpty();
        assertThat(beforeAnything.path("facets").path("topic")).isEmpty();
    }

    @Test
    void aCallOfTheDemoIsDoneWhenItsWordsAreThere() throws Exception {
        String index = "calls-2026.10";
        String call = JSON.writeValueAsString(FakeCallIndex.call("E", "ended"));
        node.send(
                "PUT", "/" + index + "/_doc/E?refresh=true", call.replaceFirst("\"segments\":\\d+", "\"segments\":0"));
        var cli = server.program(TestServer.CLI_TOKEN);
        try {
            // A, C and D of the others have ended.
            assertThat(cli.send("PUT", "/api/v1/demo", "{\"total\":100}").body())
                    .isEqualTo("{\"done\":3,\"total\":100}");
            node.send("PUT", "/" + index + "/_doc/E?refresh=true", call);
            assertThat(cli.get("/api/v1/demo").body()).isEqualTo("{\"done\":4,\"total\":100}");
        } finally {
            node.send("DELETE", "/" + index, "");
            cli.send("PUT", "/api/v1/demo", "{\"total\":0}");
        }
    }

    @Test
    void whatIsFoundLeavesAsATableThatSaysHowItWasFound() {
        var response = server.program(TestServer.CLI_TOKEN)
                .get("/api/v1/search/export?mode=words&sentiment=negative&from=2020-01-01&q=" + encoded("居住证"));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("text/csv");
        assertThat(response.headers().firstValue("Content-Disposition").orElseThrow())
                .matches("attachment; filename=\"?wenzheng-\\d{4}-\\d\\d-\\d\\d.csv\"?");
        List<String> lines = response.body().lines().toList();
        assertThat(lines.get(0)).isEqualTo("\uFEFF检索内容,居住证");
        assertThat(lines.get(1)).isEqualTo("检索方式,词语");
        assertThat(lines.get(2)).isEqualTo("筛选,情绪 负面；从 2020-01-01");
        assertThat(lines.get(3)).isEqualTo("找到,1 通通话，1 处，本表 1 处");
        assertThat(lines.get(7)).startsWith("通话,说话时间,位置,说话人,原话");
        assertThat(lines.subList(8, lines.size()))
                .singleElement()
                .asString()
                .contains("我的居住证下个月就到期了", ",市民,", ",负面,", "/calls/A?t=");
        assertThat(server.program(TestServer.CLI_TOKEN)
                        .get("/api/v1/search/export?mode=guess")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void whatWasNotAnsweredIsOneGapHoweverItWasAsked() throws Exception {
        // An index of its own, so that scores of the others stay as they are.
        String index = "segments-2026.10";
        StringBuilder bulk = new StringBuilder();
        for (SegmentDocument segment : List.of(
                segment("GAP1", 0, "citizen", "neutral", "养狗要办什么证？", "none"),
                reply("GAP1", 1, "这个我不知道，不敢乱说。"),
                reply("GAP1", 2, "要不要我帮您转窗口人员？"),
                segment("GAP2", 0, "citizen", "neutral", "养狗需要办什么证件？", "none"),
                reply("GAP2", 1, "这个我不知道，不敢乱说。"),
                segment("GAP2", 2, "citizen", "neutral", "那算了，谢谢。", "none"))) {
            bulk.append(line(segment, 1).replace(INDEX, index));
        }
        node.send("POST", "/_bulk?refresh=true", bulk.toString());
        try {
            findsTheGap();
        } finally {
            node.send("DELETE", "/" + index, "");
        }
    }

    private static void findsTheGap() {
        JsonNode gaps = JSON.readTree(server.program(TestServer.CLI_TOKEN)
                .get("/api/v1/knowledge-gaps?from=2026-11-24")
                .body());
        assertThat(gaps).hasSize(1);
        assertThat(gaps.get(0).path("calls").asInt()).isEqualTo(2);
        assertThat(gaps.get(0).path("question").asString()).startsWith("养狗");
        assertThat(gaps.get(0).path("places")).hasSize(2);
        assertThat(JSON.readTree(server.program(TestServer.CLI_TOKEN)
                        .get("/api/v1/knowledge-gaps?to=2026-11-23")
                        .body()))
                .isEmpty();
    }

    @Test
    void wordsAreFoundHoweverTheSegmenterCutThem() throws Exception {
        JsonNode found = search("q=" + encoded("居住证") + "&mode=words");
        assertThat(texts(found)).hasSize(3).allMatch(text -> text.contains("居住证"));
        assertThat(found.path("total_segments").asInt()).isEqualTo(3);
        assertThat(found.path("total_calls").asInt()).isEqualTo(1);
        assertThat(found.path("hits").get(0).path("call_state").asString()).isEqualTo("ended");
    }

    @Test
    void highlightsAreOffsetsOfWhatWasAskedFor() throws Exception {
        JsonNode hit =
                search("q=" + encoded("居住证到期") + "&mode=words").path("hits").get(0);
        String text = hit.path("text").asString();
        assertThat(hit.path("highlights")).isNotEmpty();
        List<String> marked = new ArrayList<>();
        hit.path("highlights")
                .forEach(place -> marked.add(
                        text.substring(place.get(0).asInt(), place.get(1).asInt())));
        assertThat(String.join("", marked)).contains("居住证", "到期");
    }

    @Test
    void aPhraseIsTheseCharactersInThisOrder() throws Exception {
        assertThat(texts(search("q=" + encoded("住证要交") + "&mode=phrase"))).containsExactly("居住证要交钱吗？");
        assertThat(texts(search("q=" + encoded("证居住") + "&mode=phrase"))).isEmpty();
        assertThat(texts(search("q=" + encoded("黄") + "&mode=phrase"))).hasSize(1);
    }

    @Test
    void meaningNeedsNoWordInCommon() throws Exception {
        assertThat(texts(search("q=" + encoded("自来水浑浊有异味") + "&mode=meaning")).get(0))
                .contains("铁锈味");
        assertThat(texts(search("q=" + encoded("夜间施工噪音扰民") + "&mode=meaning")).get(0))
                .contains("打桩");
    }

    @Test
    void fusedFindsBothAndTheBestOfBothFirst() throws Exception {
        JsonNode found = search("q=" + encoded("居住证签注"));
        assertThat(found.path("mode").asString()).isEqualTo("fused");
        assertThat(texts(found).get(0)).contains("居住证", "签注");
        assertThat(texts(search("q=" + encoded("水管里的水颜色不对")))).anyMatch(text -> text.contains("铁锈味"));
    }

    @Test
    void facetsCountCallsNotSegments() throws Exception {
        JsonNode facets = search("q=" + encoded("居住") + "&mode=words").path("facets");
        assertThat(facets.path("topic").get(0).toString())
                .isEqualTo("{\"key\":\"residence\",\"name\":\"户籍居住证\",\"calls\":2}");
        assertThat(facets.path("role").toString()).contains("\"key\":\"staff\",\"name\":\"窗口人员\",\"calls\":1");
        // 16:30 UTC is the next day in China.
        assertThat(facets.path("day").get(0).path("key").asString()).isEqualTo("2026-11-25");
    }

    @Test
    void filtersAreAlternativesWithinAFieldAndAddUpAcrossFields() throws Exception {
        assertThat(texts(search("topic=residence&topic=utilities&role=staff"))).hasSize(2);
        assertThat(texts(search("q=" + encoded("居住") + "&sentiment=negative&mode=words")))
                .hasSize(1);
        assertThat(texts(search("call=A&from=2026-11-25&to=2026-11-25"))).hasSize(3);
        assertThat(texts(search("to=2026-11-24"))).isEmpty();
        assertThat(texts(search("q=" + encoded("自来水") + "&mode=meaning&role=staff")))
                .allMatch(text -> !text.contains("铁锈"));
    }

    @Test
    void aChosenValueHidesNoSiblingButNarrowsEveryOtherFacet() throws Exception {
        JsonNode all = search("call=A&call=B&call=C&call=D").path("facets");
        JsonNode found = search("call=A&call=B&call=C&call=D&topic=utilities&role=staff");
        JsonNode facets = found.path("facets");
        assertThat(counts(facets, "topic"))
                .as("topics that staff speak of")
                .isEqualTo(Map.of("residence", 1, "utilities", 1));
        assertThat(counts(facets, "role")).as("who speaks of utilities").isEqualTo(Map.of("citizen", 1, "staff", 1));
        assertThat(counts(facets, "sentiment"))
                .as("nothing of it is chosen: under both")
                .isEqualTo(Map.of("neutral", 1));
        assertThat(found.path("total_calls").asInt()).isEqualTo(1);
        assertThat(texts(found)).containsExactly("我们马上派人去您小区检查供水管道。");
        assertThat(counts(all, "topic")).hasSize(3);
    }

    @Test
    void aChosenDayHidesNoOtherDay() throws Exception {
        JsonNode found = search("q=" + encoded("居住") + "&mode=words&from=2026-11-26&to=2026-11-26");
        assertThat(texts(found)).isEmpty();
        assertThat(found.path("total_segments").asInt()).isZero();
        assertThat(counts(found.path("facets"), "day")).isEqualTo(Map.of("2026-11-25", 2));
        assertThat(counts(found.path("facets"), "topic")).isEmpty();
    }

    @Test
    void siblingsAreCountedByMeaningToo() throws Exception {
        for (String mode : List.of("meaning", "fused")) {
            String query = "q=" + encoded("自来水浑浊有异味") + "&mode=" + mode;
            JsonNode free = search(query).path("facets");
            JsonNode chosen = search(query + "&topic=noise");
            assertThat(texts(chosen)).noneMatch(text -> text.contains("铁锈味"));
            assertThat(counts(chosen.path("facets"), "topic"))
                    .as(mode)
                    .containsKey("utilities")
                    .isEqualTo(counts(free, "topic"));
        }
    }

    private static Map<String, Integer> counts(JsonNode facets, String facet) {
        Map<String, Integer> counts = new TreeMap<>();
        facets.path(facet)
                .forEach(value -> counts.put(
                        value.path("key").asString(), value.path("calls").asInt()));
        return counts;
    }

    @Test
    void pagesFollowOneAnother() throws Exception {
        List<String> all = texts(search("q=" + encoded("居住证") + "&size=100"));
        List<String> paged = new ArrayList<>();
        for (int page = 1; page <= all.size(); page++) {
            paged.addAll(texts(search("q=" + encoded("居住证") + "&size=1&page=" + page)));
        }
        assertThat(paged).isEqualTo(all);
    }

    @Test
    void whatWasDeletedIsNotFoundAndAReplayDoesNotBringItBack() throws Exception {
        SegmentDocument doomed = segment("E", 0, "citizen", "neutral", "独一无二的词：麒麟茶馆。", "residence");
        node.send("POST", "/_bulk?refresh=true", line(doomed, SearchIndices.version(true, 1)));
        assertThat(texts(search("q=" + encoded("麒麟茶馆") + "&mode=phrase"))).hasSize(1);
        String put = "/" + INDEX + "/_doc/" + doomed.segment() + "?refresh=true&version_type=external_gte&version=";
        node.send(
                "PUT",
                put + SearchIndices.TOMBSTONE_VERSION,
                JSON.writeValueAsString(Tombstone.of("E", doomed.segment(), "2026-11-25T08:00:00Z")));
        assertThat(texts(search("q=" + encoded("麒麟茶馆")))).noneMatch(text -> text.contains("麒麟"));
        assertThat(org.assertj.core.api.Assertions.catchThrowable(
                        () -> node.send("PUT", put + SearchIndices.version(true, 9), JSON.writeValueAsString(doomed))))
                .hasMessageContaining("version_conflict");
        assertThat(server.program(TestServer.CLI_TOKEN).get("/api/v1/calls/E").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aWordIsFoundWithoutAnybodyRefreshing() throws Exception {
        SegmentDocument fresh = segment("F", 0, "citizen", "neutral", "刚刚说的词：蓝色风筝。", "residence");
        node.send("POST", "/_bulk", line(fresh, 1));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(texts(search("q=" + encoded("蓝色风筝") + "&mode=phrase")))
                        .hasSize(1));
    }

    @Test
    void aRunningCallsWordsArriveAsTheyAreSpokenAndMended() throws Exception {
        List<String> events = new CopyOnWriteArrayList<>();
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/calls/B/events"))
                .header("Authorization", "Bearer " + TestServer.CLI_TOKEN)
                .build();
        CompletableFuture<?> stream = HttpClient.newHttpClient()
                .sendAsync(request, BodyHandlers.fromLineSubscriber(new LineCollector(events)));
        await().atMost(Duration.ofSeconds(20)).until(() -> has(events, "铁锈味") && has(events, "\"state\":\"running\""));

        node.send("POST", "/_bulk", line(segment("B", 2, "citizen", "neutral", "那什么时候", "utilities"), 1));
        await().atMost(Duration.ofSeconds(20)).until(() -> has(events, "那什么时候"));
        node.send("POST", "/_bulk", line(segment("B", 2, "citizen", "neutral", "那什么时候能好？", "utilities"), 2));
        await().atMost(Duration.ofSeconds(20)).until(() -> has(events, "能好？"));
        assertThat(events.stream().filter(line -> line.contains("铁锈味"))).hasSize(1);
        stream.cancel(true);
    }

    private static boolean has(List<String> events, String text) {
        return events.stream().anyMatch(line -> line.contains(text));
    }

    private static JsonNode search(String parameters) {
        var response = server.program(TestServer.CLI_TOKEN).get("/api/v1/search?" + parameters);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JSON.readTree(response.body());
    }

    private static List<String> texts(JsonNode found) {
        List<String> texts = new ArrayList<>();
        found.path("hits").forEach(hit -> texts.add(hit.path("text").asString()));
        return texts;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String line(SegmentDocument segment, long version) {
        return "{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\",\"version\":%d,\"version_type\":\"external_gte\"}}\n%s\n"
                .formatted(INDEX, segment.segment(), version, JSON.writeValueAsString(segment));
    }

    private static SegmentDocument reply(String call, int number, String text) throws Exception {
        return segment(call, number, "digital_human", "neutral", text, "none", SegmentDocument.NOT_KNOWN);
    }

    private static SegmentDocument segment(
            String call, int number, String role, String sentiment, String text, String topic) throws Exception {
        return segment(call, number, role, sentiment, text, topic, null);
    }

    private static SegmentDocument segment(
            String call, int number, String role, String sentiment, String text, String topic, @Nullable String outcome)
            throws Exception {
        long startMs = 1000L + number * 5000L;
        return new SegmentDocument(
                1,
                call,
                call + ":" + role + ":" + number,
                role,
                role,
                role,
                "demo",
                true,
                "测试通话",
                "澄湖区政务服务中心",
                "澄湖区",
                "综合窗口",
                "咨询",
                "2026-11-24T16:30:00Z",
                "2026-11-24T16:30:0" + number + "Z",
                startMs,
                startMs + 3000,
                text,
                List.of(),
                0.9f,
                false,
                true,
                1,
                "zh",
                "whisper-base/1",
                sentiment,
                0.8f,
                0.2f,
                List.of(topic),
                List.of(),
                embedder.embed(List.of(text)).get(0),
                outcome,
                null,
                0);
    }
}
