package org.wenzheng.search.app.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.search.app.LocalNode;
import org.wenzheng.search.app.TestServer;
import org.wenzheng.search.app.calls.FakeCallIndex;
import org.wenzheng.search.contract.ServiceQuality;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** On a real Elasticsearch: every figure is computed again, from the calls one by one. */
@Tag("slow")
class ServiceReportTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String PERIOD = "from=2026-11-24&to=2026-11-25";
    private static final List<String> MOODS = List.of("negative", "neutral", "positive", "unsure");
    private static final List<String> GREETINGS =
            List.of(ServiceQuality.SAID, ServiceQuality.MISSING, ServiceQuality.UNKNOWN, ServiceQuality.NONE);
    private static final List<String> KINDS = List.of(
            ServiceQuality.FORBIDDEN, ServiceQuality.INTERRUPTION, ServiceQuality.REPEATED, ServiceQuality.PROMISE);

    /** A call of the period, as the jobs would write it. */
    private record Made(
            String id, String office, String state, @Nullable String outcome, long duration, ServiceQuality quality) {}

    @TempDir
    static Path folder;

    private static LocalNode node;
    private static TestServer server;
    private static final List<Made> MADE = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        node = LocalNode.start(folder, "bge-small-zh-v1.5");
        server = TestServer.start(
                Map.of("wenzheng.elasticsearch.url", node.address().toString()));
        Random random = new Random(20_261_201);
        StringBuilder bulk = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            Made made = made("call" + i, random, i % 15 == 14 ? "running" : "ended");
            MADE.add(made);
            bulk.append(line(made, Instant.parse("2026-11-24T01:00:00Z").plusSeconds(60L * i)));
        }
        bulk.append(line(made("earlier", random, "ended"), Instant.parse("2026-11-23T01:00:00Z")));
        bulk.append(line(made("later", random, "ended"), Instant.parse("2026-11-26T01:00:00Z")));
        node.send("POST", "/_bulk?refresh=true", bulk.toString());
    }

    @AfterAll
    static void stop() {
        server.close();
        node.close();
    }

    private static Made made(String id, Random random, String state) {
        String greeting = GREETINGS.get(random.nextInt(4));
        boolean staffed = !greeting.equals(ServiceQuality.NONE);
        List<String> kinds =
                staffed ? KINDS.stream().filter(kind -> random.nextInt(4) == 0).toList() : List.of();
        List<ServiceQuality.Finding> findings = kinds.stream()
                .map(kind -> new ServiceQuality.Finding(kind, id + ":staff:0", random.nextInt(9000), "某句", 0.8f))
                .toList();
        List<@Nullable String> outcomes = new ArrayList<>(List.of("answered", "not_known", "handed_over", "abandoned"));
        outcomes.add(null);
        return new Made(
                id,
                random.nextBoolean() ? "澄湖区政务服务中心" : "石桥镇便民服务中心",
                state,
                outcomes.get(random.nextInt(5)),
                10_000 + random.nextInt(100_000),
                new ServiceQuality(
                        staffed ? List.of((random.nextBoolean() ? "li-" : "lin-") + "0a1b2c3d") : List.of(),
                        random.nextInt(60_000),
                        staffed ? 1 + random.nextInt(60_000) : 0,
                        random.nextInt(3) * 1000L,
                        random.nextInt(20_000),
                        0,
                        random.nextInt(60_000),
                        random.nextInt(5_000),
                        staffed ? random.nextInt(9) : 0,
                        staffed ? random.nextInt(9_000) : 0,
                        staffed ? random.nextInt(300) : 0,
                        staffed ? 1 + random.nextInt(60_000) : 0,
                        greeting,
                        staffed ? random.nextInt(5) : 0,
                        MOODS.get(random.nextInt(4)),
                        MOODS.get(random.nextInt(4)),
                        kinds,
                        findings));
    }

    private static String line(Made made, Instant at) {
        ObjectNode call =
                (ObjectNode) JSON.readTree(JSON.writeValueAsString(FakeCallIndex.call(made.id(), made.state())));
        call.put("started_at", at.toString());
        call.put("office", made.office());
        call.put("duration_ms", made.duration());
        if (made.outcome() != null) {
            call.put("outcome", made.outcome());
        }
        call.set("quality", JSON.readTree(JSON.writeValueAsString(made.quality())));
        return "{\"index\":{\"_index\":\"calls-2026.11\",\"_id\":\"%s\"}}\n%s\n"
                .formatted(made.id(), JSON.writeValueAsString(call));
    }

    private static JsonNode get(String path) {
        return JSON.readTree(server.program(TestServer.CLI_TOKEN).get(path).body());
    }

    private static JsonNode figure(JsonNode report, String id) {
        for (JsonNode figure : report.path("metrics")) {
            if (figure.path("id").asString().equals(id)) {
                return figure;
            }
        }
        throw new AssertionError("no figure " + id);
    }

    private static List<Made> ended() {
        return MADE.stream().filter(made -> made.state().equals("ended")).toList();
    }

    private static void share(JsonNode report, String id, Predicate<Made> among, Predicate<Made> counted) {
        List<Made> calls = ended().stream().filter(among).toList();
        long those = calls.stream().filter(counted).count();
        assertThat(calls).as(id).isNotEmpty();
        assertThat(figure(report, id).path("n").asLong()).as(id).isEqualTo(calls.size());
        assertThat(figure(report, id).path("value").asDouble())
                .as(id)
                .isEqualTo((double) those / calls.size(), within(1e-9));
        JsonNode listed = get("/api/v1/reports/service/calls?metric=" + id + "&" + PERIOD);
        assertThat(listed.path("total").asLong()).as("calls behind " + id).isEqualTo(those);
    }

    private static void quotient(
            JsonNode report,
            String id,
            Predicate<Made> among,
            ToLongFunction<Made> sum,
            ToLongFunction<Made> over,
            double scale) {
        List<Made> calls = ended().stream().filter(among).toList();
        double expected = scale
                * calls.stream().mapToLong(sum).sum()
                / calls.stream().mapToLong(over).sum();
        assertThat(figure(report, id).path("n").asLong()).as(id).isEqualTo(calls.size());
        assertThat(figure(report, id).path("value").asDouble()).as(id).isEqualTo(expected, within(1e-6));
    }

    private static boolean staffed(Made made) {
        return made.quality().staffMs() > 0;
    }

    private static boolean has(Made made, String kind) {
        return made.quality().kinds().contains(kind);
    }

    @Test
    void everyFigureIsWhatItsDefinitionSays() {
        JsonNode report = get("/api/v1/reports/service?" + PERIOD);
        assertThat(report.path("calls").asInt()).isEqualTo(56);
        assertThat(report.path("demo").asInt()).isEqualTo(56);
        assertThat(figure(report, "calls").path("before").asInt()).isEqualTo(1);
        share(
                report,
                "connected",
                made -> true,
                made -> staffed(made) || made.quality().digitalHumanMs() > 0);
        share(
                report,
                "contained",
                made -> made.outcome() != null && !made.outcome().equals("abandoned"),
                made -> "answered".equals(made.outcome()));
        share(report, "calmed", made -> made.quality().moodStart().equals("negative"), made -> List.of(
                        "neutral", "positive")
                .contains(made.quality().moodEnd()));
        share(
                report,
                "soured",
                made -> List.of("neutral", "positive").contains(made.quality().moodStart()),
                made -> made.quality().moodEnd().equals("negative"));
        share(
                report,
                "greeted",
                made -> List.of("said", "missing").contains(made.quality().greeting()),
                made -> made.quality().greeting().equals("said"));
        share(report, "forbidden", ServiceReportTest::staffed, made -> has(made, ServiceQuality.FORBIDDEN));
        share(report, "interrupted", ServiceReportTest::staffed, made -> has(made, ServiceQuality.INTERRUPTION));
        share(report, "repeated", ServiceReportTest::staffed, made -> has(made, ServiceQuality.REPEATED));
        share(report, "promised", ServiceReportTest::staffed, made -> has(made, ServiceQuality.PROMISE));
        quotient(report, "handling", made -> true, Made::duration, made -> 1, 1);
        quotient(
                report,
                "response",
                ServiceReportTest::staffed,
                made -> made.quality().responseMs(),
                made -> made.quality().responses(),
                1);
        quotient(
                report,
                "silence",
                ServiceReportTest::staffed,
                made -> made.quality().silenceMs(),
                made -> made.quality().silenceMs()
                        + made.quality().citizenMs()
                        + made.quality().staffMs()
                        + made.quality().digitalHumanMs(),
                1);
        quotient(
                report,
                "speed",
                ServiceReportTest::staffed,
                made -> made.quality().staffCharacters(),
                made -> made.quality().staffHeardMs(),
                60_000);
        quotient(
                report,
                "courtesy",
                ServiceReportTest::staffed,
                made -> made.quality().courtesies(),
                made -> 1,
                1);
        quotient(
                report,
                "heard",
                made -> true,
                made -> made.quality().heardMs(),
                made -> made.quality().heardMs() + made.quality().unheardMs(),
                1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wait_p50", "wait_p90", "first_time", "rating", "wrong_answers", "media"})
    void whatNobodyWritesYetIsNotKnownRatherThanNought(String id) {
        JsonNode figure = figure(get("/api/v1/reports/service?" + PERIOD), id);
        assertThat(figure.path("value").isNull() || figure.path("value").isMissingNode())
                .isTrue();
        assertThat(figure.path("n").asLong()).isZero();
    }

    @Test
    void findingsLeadToTheirSecond() {
        JsonNode report = get("/api/v1/reports/service?" + PERIOD);
        JsonNode forbidden = report.path("findings").get(0);
        assertThat(forbidden.path("kind").asString()).isEqualTo("forbidden");
        assertThat(forbidden.path("calls").asLong())
                .isEqualTo(ended().stream()
                        .filter(made -> has(made, ServiceQuality.FORBIDDEN))
                        .count());
        JsonNode evidence = forbidden.path("evidence").get(0);
        Made latest = ended().stream()
                .filter(made -> has(made, ServiceQuality.FORBIDDEN))
                .reduce((first, second) -> second)
                .orElseThrow();
        assertThat(evidence.path("call").asString()).isEqualTo(latest.id());
        assertThat(evidence.path("start_ms").asLong())
                .isEqualTo(latest.quality().findings().get(0).startMs());
    }

    @Test
    void tellsOfficesAndAccountsApart() {
        JsonNode report = get("/api/v1/reports/service?" + PERIOD);
        assertThat(report.path("offices")).hasSize(2);
        assertThat(report.path("staff")).hasSize(2);
        for (JsonNode row : report.path("staff")) {
            String name = row.path("name").asString();
            long calls = ended().stream()
                    .filter(made -> made.quality().staff().contains(name + "-0a1b2c3d"))
                    .count();
            assertThat(row.path("calls").asLong()).as(name).isEqualTo(calls);
            assertThat(get("/api/v1/reports/service?staff=" + name + "&" + PERIOD)
                            .path("calls")
                            .asLong())
                    .isEqualTo(calls);
        }
    }

    @Test
    void aDayWithoutCallsIsEmptyRatherThanAnError() {
        JsonNode report = get("/api/v1/reports/service?from=2020-01-01");
        assertThat(report.path("calls").asInt()).isZero();
        assertThat(figure(report, "greeted").path("n").asInt()).isZero();
        assertThat(report.path("findings")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?from=2026-11-25&to=2026-11-24",
                "?from=gestern",
                "?from=2020-01-01&to=2026-01-01",
                "/calls?metric=beauty",
                "/calls"
            })
    void refusesWhatIsNoReport(String asked) {
        assertThat(server.program(TestServer.CLI_TOKEN)
                        .get("/api/v1/reports/service" + asked)
                        .statusCode())
                .isEqualTo(400);
    }
}
