package org.wenzheng.jobs.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.jobs.LocalProcess;
import org.wenzheng.jobs.cluster.FlinkSettings;
import org.wenzheng.jobs.cluster.LocalCluster;
import org.wenzheng.jobs.config.JobsConfig;
import org.wenzheng.jobs.kafka.Topics;
import org.wenzheng.media.records.MediaTopics;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** The speech job between a real broker's topics, its cluster lost in the middle of speech. Engines are scripted. */
@Tag("slow")
@SuppressWarnings("try") // harnesses may be interrupted while they close
class SpeechPipelineTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir
    private static Path folder;

    private static LocalProcess broker;
    private static JobsConfig config;
    private static KafkaProducer<byte[], byte[]> producer;

    private final ScriptedEngines.Script script = ScriptedEngines.script();

    @BeforeAll
    static void start() throws Exception {
        broker = LocalProcess.broker(folder.resolve("broker"));
        config = JobsConfig.from(Map.of(
                "WENZHENG_VAR",
                folder.resolve("var").toString(),
                "KAFKA_BOOTSTRAP",
                broker.address(),
                "JOBS_PORT",
                "0",
                "JOBS_CHECKPOINT_MS",
                "300"));
        Topics.await(config.kafka());
        producer = new KafkaProducer<>(config.kafka().client(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stop() throws Exception {
        if (producer != null) {
            producer.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    private LocalCluster job() throws Exception {
        LocalCluster cluster = new LocalCluster(config.flink(), 1);
        var environment = new StreamExecutionEnvironment(FlinkSettings.job(config.flink(), "speech"));
        environment.setParallelism(2);
        SpeechJob.build(environment, config, script.engines());
        cluster.submit("speech", environment.getStreamGraph());
        return cluster;
    }

    private static void say(String call, List<AudioFrame> frames) {
        for (AudioFrame frame : frames) {
            byte[] key = call.getBytes(StandardCharsets.UTF_8);
            var unused = producer.send(new ProducerRecord<>(
                    MediaTopics.AUDIO,
                    key,
                    frame.toBuilder().setCall(call).build().toByteArray()));
        }
        producer.flush();
    }

    /** All records of a topic so far. */
    private static List<ConsumerRecord<byte[], byte[]>> topic(String name) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                config.kafka().client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(name).stream()
                    .map(partition ->
                            new org.apache.kafka.common.TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    /** Finals of a call, each once: place, bounds and words. */
    private static Set<String> finals(String call) {
        Set<String> finals = new TreeSet<>();
        for (ConsumerRecord<byte[], byte[]> record : topic(StreamTopics.TRANSCRIPTS)) {
            TranscriptSegment segment = parse(record.value());
            if (segment.getCall().equals(call) && segment.getKind() == Revision.FINAL) {
                finals.add("%s %s..%s r%s %s"
                        .formatted(
                                segment.getFirstSequence(),
                                segment.getStartMs(),
                                segment.getEndMs(),
                                segment.getRevision(),
                                segment.getText()));
            }
        }
        return finals;
    }

    private static TranscriptSegment parse(byte[] bytes) {
        try {
            return TranscriptSegment.parseFrom(bytes);
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void losesAndDoublesNothingWhenItsClusterIsLost() throws Exception {
        List<AudioFrame> frames = new GeneratedCall(5).talk(40).frames();
        long expected;
        try (SegmenterHarness harness = new SegmenterHarness(null)) {
            harness.feed(frames);
            expected = harness.taken().stream().filter(SpeechRequest::isFinal).count();
        }
        int half = frames.size() / 2;
        try (LocalCluster first = job()) {
            say("whole", frames);
            say("broken", frames.subList(0, half));
            await().atMost(PATIENCE).until(() -> finals("whole").size() == expected);
        } // what it held is gone but for its last checkpoint
        say("broken", frames.subList(half, frames.size()));
        try (LocalCluster second = job()) {
            await().atMost(PATIENCE).until(() -> finals("broken").size() >= expected);
            assertThat(finals("broken")).isEqualTo(finals("whole"));
        }
    }

    @Test
    void putsAsideWhatItCannotRead() throws Exception {
        List<AudioFrame> frames = new GeneratedCall(6).voice(1500).silence(700).frames();
        try (LocalCluster cluster = job()) {
            byte[] poison = "no audio".getBytes(StandardCharsets.UTF_8);
            var unused = producer.send(
                    new ProducerRecord<>(MediaTopics.AUDIO, "after".getBytes(StandardCharsets.UTF_8), poison));
            say("after", frames);
            await().atMost(PATIENCE).until(() -> finals("after").size() == 1);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(topic(StreamTopics.DEAD_LETTERS))
                    .anySatisfy(letter -> {
                        assertThat(letter.value()).isEqualTo(poison);
                        assertThat(letter.headers().lastHeader("wenzheng-topic").value())
                                .isEqualTo(MediaTopics.AUDIO.getBytes(StandardCharsets.UTF_8));
                    }));
        }
    }
}
