package org.wenzheng.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that runs full under the broker, and has room again. */
@Tag("slow")
class FullDiskTest {
    private static final String TOPIC = "calls";

    @TempDir
    private Path folder;

    @Test
    void stopsInTimeAndGoesOnWhenThereIsRoom() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 160);
                BrokerProcess broker = broker(disk, 24).start()) {
            createTopic(broker);
            List<String> kept = produce(broker, "before", 50);

            disk.fill(12);
            assertThat(broker.exitCode()).isEqualTo(1);
            assertThat(broker.output())
                    .contains("Kafka stops, with nothing lost", "Free some space")
                    .contains("Kafka has stopped");
            broker.launch(); // as the supervisor does
            assertThat(broker.exitCode()).isEqualTo(1);
            assertThat(broker.output())
                    .contains("needs 48 MiB of free space", "Free some space")
                    .doesNotContain("\tat ");

            disk.makeRoom();
            broker.start();
            kept.addAll(produce(broker, "after", 50));
            assertThat(read(broker, kept.size())).containsExactlyElementsOf(kept);
        }
    }

    /** The disk is full before the next look at it: what was acknowledged is still there. */
    @Test
    void losesNothingAcknowledgedWhenTheDiskFillsInTheMiddleOfWriting() throws Exception {
        try (SmallDisk disk = SmallDisk.mount(folder.resolve("disk"), 160);
                BrokerProcess broker = broker(disk, 0).start()) {
            createTopic(broker);
            ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
            Properties client = client(broker);
            client.put("enable.idempotence", "false");
            client.put("delivery.timeout.ms", "5000");
            client.put("request.timeout.ms", "2000");
            try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
                disk.fill(4);
                for (int i = 0; i < 200 && broker.running(); i++) {
                    String name = "record " + i;
                    byte[] value = new byte[200_000];
                    byte[] head = name.getBytes(UTF_8);
                    System.arraycopy(head, 0, value, 0, head.length);
                    var unused = producer.send(new ProducerRecord<>(TOPIC, value), (metadata, failure) -> {
                        if (failure == null) {
                            acknowledged.add(name);
                        }
                    });
                }
            }
            assertThat(acknowledged).hasSizeBetween(1, 199);
            assertThat(broker.exitCode()).isNotZero();
            assertThat(broker.output()).contains("Kafka halts", "0 MiB free", "start");

            disk.makeRoom();
            await().atMost(Duration.ofMinutes(2))
                    .until(
                            () -> { // as the supervisor does
                                broker.launch();
                                return ready(broker);
                            });
            List<String> after = produce(broker, "after", 10);
            List<String> read = read(broker, acknowledged.size() + after.size());
            assertThat(read).containsAll(acknowledged).containsAll(after);
        }
    }

    private static boolean ready(BrokerProcess broker) {
        await().atMost(Duration.ofMinutes(1))
                .until(() -> broker.output().contains("Kafka is ready") || !broker.running());
        return broker.running();
    }

    private BrokerProcess broker(SmallDisk disk, int minimumFreeMb) throws IOException {
        return new BrokerProcess(
                folder,
                freePort(),
                Map.of(
                        "WENZHENG_VAR",
                        disk.folder().toString(),
                        "KAFKA_CONTROLLER_PORT",
                        Integer.toString(freePort()),
                        "KAFKA_MINIMUM_FREE_MB",
                        Integer.toString(minimumFreeMb)));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Properties client(BrokerProcess broker) {
        Properties client = new Properties();
        client.put("bootstrap.servers", broker.bootstrap());
        client.put("acks", "all");
        client.put("max.block.ms", "30000");
        return client;
    }

    private static void createTopic(BrokerProcess broker) throws Exception {
        try (Admin admin = Admin.create(client(broker))) {
            admin.createTopics(List.of(new NewTopic(TOPIC, 1, (short) 1))).all().get();
        }
    }

    /** Sends records, each once it is acknowledged. */
    private static List<String> produce(BrokerProcess broker, String name, int count) throws Exception {
        List<String> sent = new ArrayList<>();
        try (var producer = new KafkaProducer<>(client(broker), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < count; i++) {
                String value = name + " " + i;
                producer.send(new ProducerRecord<>(TOPIC, value.getBytes(UTF_8)))
                        .get();
                sent.add(value);
            }
        }
        return sent;
    }

    private static List<String> read(BrokerProcess broker, int count) {
        return TopicReader.read(broker.bootstrap(), TOPIC, count).stream()
                .map(value -> new String(value, UTF_8).replace("\0", ""))
                .toList();
    }
}
