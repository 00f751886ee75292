package org.wenzheng.jobs.insight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Message;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.jobs.LocalProcess;
import org.wenzheng.jobs.cluster.FlinkSettings;
import org.wenzheng.jobs.cluster.LocalCluster;
import org.wenzheng.jobs.config.JobsConfig;
import org.wenzheng.jobs.kafka.DeadLetterBox;
import org.wenzheng.jobs.kafka.Topics;
import org.wenzheng.media.records.MediaTopics;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.Role;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.Insight;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** The whole job between a real broker and a real search node, which goes away in the middle. */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init") // set up before all tests
class InsightJobTest {

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    static Path data;

    private static LocalProcess kafka;
    private static LocalProcess elasticsearch;
    private static LocalCluster flink;
    private static JobsConfig config;
    private static KafkaProducer<byte[], byte[]> producer;

    @BeforeAll
    static void start() throws Exception {
        elasticsearch = LocalProcess.elasticsearch(data.resolve("elasticsearch"));
        kafka = LocalProcess.broker(data.resolve("kafka"));
        config = JobsConfig.from(Map.of(
                "WENZHENG_VAR",
                data.toString(),
                "KAFKA_BOOTSTRAP",
                kafka.address(),
                "ELASTICSEARCH_URL",
                "http://" + elasticsearch.address(),
                "JOBS_PORT",
                "0"));
        Topics.await(config.kafka());
        flink = new LocalCluster(config.flink(), 1);
        StreamExecutionEnvironment environment =
                new StreamExecutionEnvironment(FlinkSettings.job(config.flink(), InsightJob.NAME));
        environment.setParallelism(config.flink().parallelism());
        InsightJob.build(environment, config);
        flink.submit(InsightJob.NAME, environment.getStreamGraph());
        Properties properties = config.kafka().client();
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable each : new AutoCloseable[] {producer, flink, kafka, elasticsearch}) {
            if (each != null) {
                each.close();
            }
        }
    }

    @Test
    @Order(1)
    void aCallBecomesSearchableRedactedAndScored() throws Exception {
        send(MediaTopics.CALL_EVENTS, Calls.CALL, Calls.started(true));
        send(StreamTopics.TRANSCRIPTS, Calls.CALL, Calls.staffSaid(1000, "您好，请报一下您的手机号。"));
        send(StreamTopics.TRANSCRIPTS, Calls.CALL, Calls.said(4000, "我的手机号是138000"));
        send(StreamTopics.TRANSCRIPTS, Calls.CALL, Calls.said(7000, "13579，我想问问居住证到期了怎么续。"));
        send(MediaTopics.CALL_EVENTS, Calls.CALL, Calls.ended(12_000));

        until(
                () -> document("calls", Calls.CALL),
                call -> call.path("segments").asInt() == 3
                        && call.path("state").asText().equals("ended"));
        JsonNode call = document("calls", Calls.CALL);
        assertThat(call.get("duration_ms").asInt()).isEqualTo(12_000);
        assertThat(call.get("title").asText()).isEqualTo("录音〔手机号〕");

        String last = Calls.CALL + ":citizen-audio:7000";
        until(() -> document("segments", last), segment -> segment.path("final").asBoolean());
        JsonNode asked = document("segments", last);
        assertThat(asked.get("text").asText()).isEqualTo("〔手机号〕，我想问问居住证到期了怎么续。");
        assertThat(asked.get("vector")).hasSize(512);
        assertThat(asked.get("topics").get(0).asText()).isEqualTo("residence");
        assertThat(asked.get("sentiment").asText()).isNotEmpty();
        assertThat(document("segments", Calls.CALL + ":citizen-audio:4000")
                        .get("text")
                        .asText())
                .isEqualTo("我的手机号是〔手机号〕");

        await().atMost(SOON).until(() -> found("居住证") == 1);
        assertThat(get("/segments/_mapping").toString()).contains("bge-small-zh");
        assertThat(get("/segments/_search?q=*&size=100").toString()).doesNotContain("138000", "13579");
    }

    @Test
    @Order(2)
    void aSecondReplayChangesNothing() throws Exception {
        JsonNode before = document("calls", Calls.CALL);
        aCallBecomesSearchableRedactedAndScored();
        assertThat(document("calls", Calls.CALL)).isEqualTo(before);
        assertThat(get("/segments/_count?q=call:" + Calls.CALL).get("count").asInt())
                .isEqualTo(3);
    }

    @Test
    @Order(3)
    void nothingIsMissingAfterTheSearchNodeWasAwayForAMinute() throws Exception {
        String call = "01KAXB3X8Q9Z6T5R4E3W2Q1B1T";
        send(MediaTopics.CALL_EVENTS, call, Calls.started(call, true));
        send(StreamTopics.TRANSCRIPTS, call, said(call, 1000, "第1句，公积金怎么提取？"));
        until(() -> document("calls", call), c -> c.path("segments").asInt() == 1);
        elasticsearch.kill();
        for (int i = 2; i <= 30; i++) { // for a minute, a word each two seconds
            send(StreamTopics.TRANSCRIPTS, call, said(call, i * 3000, "第" + i + "句，公积金怎么提取？"));
            int told = i;
            await().pollDelay(Duration.ofSeconds(2)).atMost(SOON).until(() -> insights(call).stream()
                    .anyMatch(insight ->
                            insight.hasWholeCall() && insight.getWholeCall().getSegments() == told));
        }
        send(MediaTopics.CALL_EVENTS, call, Calls.ended(call, 95_000));
        // The other outcome does not wait for the search node.
        await().atMost(SOON).until(() -> insights(call).stream()
                .anyMatch(i -> i.hasWholeCall()
                        && i.getWholeCall().getEnded()
                        && i.getWholeCall().getSegments() == 30));
        elasticsearch.restart();
        until(
                () -> document("calls", call),
                c -> c.path("segments").asInt() == 30
                        && c.path("state").asText().equals("ended"));
        await().atMost(SOON)
                .until(() -> get("/segments/_count?q=call:" + call).get("count").asInt() == 30);
    }

    @Test
    @Order(4)
    void poisonAndRefusedDocumentsBecomeDeadLettersThatCanBeSentAgain() throws Exception {
        String call = "01KAXB3X8Q9Z6T5R4E3W2Q1C2U";
        producer.send(new ProducerRecord<>(StreamTopics.TRANSCRIPTS, call.getBytes(UTF_8), new byte[] {1, 2, 3}))
                .get();
        send(MediaTopics.CALL_EVENTS, call, Calls.started(call, true));
        // No mapping takes a confidence that is not a number.
        TranscriptSegment odd =
                said(call, 1000, "怪的一句。").toBuilder().setConfidence(Float.NaN).build();
        send(StreamTopics.TRANSCRIPTS, call, odd);
        send(StreamTopics.TRANSCRIPTS, call, said(call, 4000, "好的一句。"));
        until(() -> document("calls", call), c -> c.path("segments").asInt() == 2);
        await().atMost(SOON).until(() -> letters().size() == 2);
        assertThat(letters()).extracting(stored -> stored.letter().topic()).containsOnly(StreamTopics.TRANSCRIPTS);
        assertThat(letters().stream().map(stored -> stored.letter().reason()))
                .anyMatch(reason -> reason.contains("malformed"))
                .anyMatch(reason -> reason.contains("Elasticsearch refused"));
        try (DeadLetterBox box = new DeadLetterBox(config.kafka())) {
            assertThat(box.replay(false)).isEqualTo(2);
        }
        await().atMost(SOON).until(() -> letters().size() == 2); // neither is better now
        assertThat(document("segments", call + ":citizen-audio:4000")
                        .get("text")
                        .asText())
                .isEqualTo("好的一句。");
    }

    @Test
    @Order(5)
    void withoutConsentNothingIsKept() throws Exception {
        String call = "01KAXB3X8Q9Z6T5R4E3W2Q1D3V";
        String after = "01KAXB3X8Q9Z6T5R4E3W2Q1E4W";
        send(MediaTopics.CALL_EVENTS, call, Calls.started(call, false));
        send(
                StreamTopics.TRANSCRIPTS,
                call,
                said(call, 1000, "不要分析我。").toBuilder().setAnalyse(false).build());
        send(MediaTopics.CALL_EVENTS, call, Calls.ended(call, 5000));
        for (int i = 0; i < 4; i++) { // a call on every partition that comes later
            String later = after + i;
            send(MediaTopics.CALL_EVENTS, later, Calls.started(later, true));
            send(StreamTopics.TRANSCRIPTS, later, said(later, 1000, "可以分析。"));
            until(() -> document("calls", later), c -> c.path("segments").asInt() == 1);
        }
        assertThat(get("/segments,calls/_count?q=call:" + call).get("count").asInt())
                .isZero();
    }

    private static TranscriptSegment said(String call, int startMs, String text) {
        return Calls.said(call, "citizen-audio", Role.CITIZEN, startMs, text, Revision.FINAL, 1)
                .build();
    }

    private static void send(String topic, String call, Message message) throws Exception {
        assertThat(message).isInstanceOfAny(CallEvent.class, TranscriptSegment.class);
        producer.send(new ProducerRecord<>(topic, call.getBytes(UTF_8), message.toByteArray()))
                .get();
    }

    private interface Check {
        boolean holds(JsonNode document);
    }

    private static void until(Callable<JsonNode> document, Check check) {
        await().atMost(SOON).ignoreExceptions().until(() -> check.holds(document.call()));
    }

    private static JsonNode document(String alias, String id) throws Exception {
        return get("/" + alias + "-2025.11/_doc/" + id.replace(":", "%3A")).path("_source"); // at once, unlike a search
    }

    private static int found(String words) throws Exception {
        return get("/segments/_search?q=text:%22" + java.net.URLEncoder.encode(words, UTF_8) + "%22")
                .at("/hits/total/value")
                .asInt();
    }

    private static JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://" + elasticsearch.address() + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return JSON.readTree(response.body());
    }

    private static List<DeadLetterBox.Stored> letters() {
        try (DeadLetterBox box = new DeadLetterBox(config.kafka())) {
            return box.letters(false);
        }
    }

    private static List<Insight> insights(String call) throws IOException {
        List<Insight> insights = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                config.kafka().client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(StreamTopics.INSIGHTS).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    Insight insight = Insight.parseFrom(record.value());
                    if (insight.getCall().equals(call)) {
                        insights.add(insight);
                    }
                }
            }
        }
        return insights;
    }
}
