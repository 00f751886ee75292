package org.wenzheng.search.app.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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

/** An invented incident among 2,000 real messages of citizens, each a call; and windows without any. */
@Tag("slow")
class EmergingAmongMessagesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Number, user, title, time of day; what follows is longer text. */
    private static final Pattern LINE = Pattern.compile("^\\d+,[^,]*,([^,\\n]+),\\d{4}/\\d+/\\d+ .*");

    private static final Instant NOW = Instant.parse("2026-11-25T02:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);
    private static final int REAL = 2_000;
    private static final int WINDOWS = 11;
    private static final int BULK = 200;
    private static final int BATCH = 32;

    private static final List<String> BEGINNINGS = List.of("", "你好，", "反映一下，", "请问有人管吗，", "我是附近居民，", "昨天晚上开始，");
    private static final List<String> MIDDLES =
            List.of("望江路的路面塌陷了", "望江路路面突然塌陷，车过不去", "望江路中间塌陷了一个大坑", "望江路塌陷，电动车都掉进去了", "望江路上塌陷的地方没有围挡");
    private static final List<String> ENDS = List.of("", "，太危险了");

    @TempDir
    static Path folder;

    private int number;

    private static List<String> messages() throws IOException {
        Path data = Path.of(System.getProperty("wenzheng.data", "absent")).resolve("gov/taidi2020_c");
        assumeTrue(Files.isDirectory(data), "no messages of citizens at " + data);
        List<String> titles = new ArrayList<>();
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith("messages_"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    Matcher title = LINE.matcher(line);
                    if (title.matches()) {
                        titles.add(title.group(1).strip());
                    }
                }
            }
        }
        Collections.shuffle(titles, new Random(17));
        return titles.subList(0, REAL);
    }

    private static List<String> incident() {
        return BEGINNINGS.stream()
                .flatMap(begin ->
                        MIDDLES.stream().flatMap(middle -> ENDS.stream().map(end -> begin + middle + end)))
                .toList();
    }

    @Test
    void anIncidentIsAmongTheFirstThreeAndQuietWindowsAreQuiet() throws Exception {
        List<String> messages = messages();
        try (TextEmbedder embedder = BgeEmbedder.load();
                LocalNode node = LocalNode.start(folder, embedder.model());
                TestServer server = TestServer.start(
                        Map.of("wenzheng.elasticsearch.url", node.address().toString()))) {
            // Thirteen days and eleven windows of a day, messages spread evenly over all of them.
            Duration all = DAY.multipliedBy(13L + WINDOWS);
            List<String> texts = new ArrayList<>(messages);
            texts.addAll(incident());
            List<String> lines = new ArrayList<>();
            for (int from = 0; from < texts.size(); from += BATCH) {
                List<String> batch = texts.subList(from, Math.min(from + BATCH, texts.size()));
                List<float[]> vectors = embedder.embed(batch);
                for (int i = 0; i < batch.size(); i++) {
                    int index = from + i;
                    Instant at = index < messages.size()
                            ? NOW.minus(all.multipliedBy(index).dividedBy(messages.size()))
                            : NOW.minusSeconds(3_600);
                    lines.add(line(batch.get(i), vectors.get(i), at));
                }
            }
            for (int from = 0; from < lines.size(); from += BULK) {
                node.send(
                        "POST",
                        "/_bulk?refresh=true",
                        String.join("", lines.subList(from, Math.min(from + BULK, lines.size()))));
            }
            List<JsonNode> first = matters(server, NOW).stream().limit(3).toList();
            assertThat(first).as("the incident, by its noun: %s", first).anySatisfy(matter -> {
                assertThat(matter.path("label").asString()).contains("塌陷");
                assertThat(matter.path("calls").asInt()).isGreaterThan(30);
            });
            int alarms = 0;
            for (int window = 1; window < WINDOWS; window++) {
                alarms += matters(server, NOW.minus(DAY.multipliedBy(window))).size();
            }
            assertThat(alarms).as("false alarms in ten quiet windows").isLessThanOrEqualTo(1);
        }
    }

    private static List<JsonNode> matters(TestServer server, Instant to) {
        List<JsonNode> matters = new ArrayList<>();
        JSON.readTree(server.program(TestServer.CLI_TOKEN)
                        .get("/api/v1/insight/emerging?to=" + to)
                        .body())
                .path("matters")
                .forEach(matters::add);
        return matters;
    }

    private String line(String text, float[] vector, Instant at) throws Exception {
        SegmentDocument plain = FakeCallIndex.segment("call" + number++, "citizen", 1000, text);
        ObjectNode segment = (ObjectNode) JSON.readTree(JSON.writeValueAsString(plain));
        segment.put("at", at.toString());
        segment.putPOJO("vector", vector);
        return "{\"index\":{\"_index\":\"segments-2026.11\",\"_id\":\"%s\"}}\n%s\n"
                .formatted(plain.segment(), JSON.writeValueAsString(segment));
    }
}
