package org.wenzheng.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class LocalKafkaTest {

    private static final int PORT = 19000;

    @TempDir
    Path folder;

    private final List<BrokerProcess> brokers = new ArrayList<>();

    @AfterEach
    void end() {
        brokers.forEach(BrokerProcess::close);
    }

    @Test
    void keepsWhatItAcknowledgedThroughAKill() throws Exception {
        BrokerProcess broker = broker(Map.of()).start();
        createTopic(broker, "calls");
        produce(broker, "calls", 0, 200);
        broker.kill();

        broker.start();
        produce(broker, "calls", 200, 300);

        assertThat(read(broker, "calls", 300))
                .containsExactlyElementsOf(
                        IntStream.range(0, 300).mapToObj(i -> "word " + i).toList());
        broker.stop();
        assertThat(broker.output()).contains("Kafka has stopped");
        assertThat(broker.exitCode()).isEqualTo(143);
    }

    @Test
    void makesNoTopicByItself() throws Exception {
        BrokerProcess broker = broker(Map.of()).start();
        try (Admin admin = Admin.create(client(broker));
                var producer = new KafkaProducer<>(client(broker), new StringSerializer(), new StringSerializer())) {
            var sent = producer.send(new ProducerRecord<>("nobody-made-this", "word"));
            assertThat(sent).failsWithin(Duration.ofSeconds(20));
            assertThat(admin.listTopics().names().get()).doesNotContain("nobody-made-this");
        }
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(PORT, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(other.isBound()).isTrue();
            BrokerProcess broker = broker(Map.of()).launch();
            assertThat(broker.exitCode()).isEqualTo(1);
            assertThat(broker.output()).contains("port 19000", "KAFKA_PORT").doesNotContain("\tat ");
        }
    }

    @Test
    void saysThatTheDiskHasTooLittleSpace() {
        BrokerProcess broker =
                broker(Map.of("KAFKA_MINIMUM_FREE_MB", "1000000000")).launch();
        assertThat(broker.exitCode()).isEqualTo(1);
        assertThat(broker.output())
                .contains("MiB of free space", "WENZHENG_VAR")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesAFolderThatAnotherBrokerUses() throws Exception {
        BrokerProcess first = broker(Map.of()).start();
        createTopic(first, "calls");
        BrokerProcess second = new BrokerProcess(folder, PORT + 2, Map.of());
        // Apart from the first one's log, on the same data.
        brokers.add(second);
        second.launch();
        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output()).contains("Another process runs a broker");
        produce(first, "calls", 0, 10);
        assertThat(read(first, "calls", 10)).hasSize(10);
    }

    private BrokerProcess broker(Map<String, String> settings) {
        BrokerProcess broker = new BrokerProcess(folder, PORT, settings);
        brokers.add(broker);
        return broker;
    }

    private static Properties client(BrokerProcess broker) {
        Properties client = new Properties();
        client.put("bootstrap.servers", broker.bootstrap());
        client.put("max.block.ms", "5000");
        return client;
    }

    private static void createTopic(BrokerProcess broker, String topic) throws Exception {
        try (Admin admin = Admin.create(client(broker))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
        }
    }

    private static void produce(BrokerProcess broker, String topic, int from, int to)
            throws ExecutionException, InterruptedException {
        Properties client = client(broker);
        client.put("max.block.ms", "30000");
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            for (int i = from; i < to; i++) {
                producer.send(new ProducerRecord<>(topic, "call", "word " + i)).get();
            }
        }
    }

    private static List<String> read(BrokerProcess broker, String topic, int count) {
        return TopicReader.read(broker.bootstrap(), topic, count).stream()
                .map(value -> new String(value, UTF_8))
                .toList();
    }
}
