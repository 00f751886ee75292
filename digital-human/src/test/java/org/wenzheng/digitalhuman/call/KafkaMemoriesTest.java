package org.wenzheng.digitalhuman.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.kafka.BrokerProcess;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.ConversationMemory;

/** What one process kept another finds, through a real broker. */
@Tag("slow")
class KafkaMemoriesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PORT = 19_140;

    @TempDir
    Path folder;

    private static ConversationMemory memory(String call, String item) {
        return ConversationMemory.newBuilder()
                .setSchemaVersion(1)
                .setCall(call)
                .setItem(item)
                .build();
    }

    @Test
    void anotherProcessRecallsTheNewestAndNothingOfWhatIsOver() throws Exception {
        try (BrokerProcess broker = new BrokerProcess(folder, PORT).start()) {
            Properties client = new Properties();
            client.put("bootstrap.servers", broker.bootstrap());
            try (Admin admin = Admin.create(client)) {
                NewTopic topic = new NewTopic(StreamTopics.CONVERSATIONS, StreamTopics.PARTITIONS, (short) 1);
                topic.configs(Map.of("cleanup.policy", "compact,delete"));
                admin.createTopics(List.of(topic)).all().get();
            }
            try (KafkaMemories dying = new KafkaMemories(client)) {
                dying.keep(memory("a", "JZ-01"));
                dying.keep(memory("a", "MZ-01"));
                dying.keep(memory("b", "JZ-01"));
                dying.keep(memory("c", "YB-01"));
                dying.forget("b");
                await().atMost(PATIENCE).until(() -> dying.recall("c").isPresent());
            }
            try (KafkaMemories next = new KafkaMemories(client)) {
                assertThat(next.recall("a")).map(ConversationMemory::getItem).contains("MZ-01");
                assertThat(next.recall("b")).isEmpty();
                assertThat(next.recall("d")).isEmpty();
            }
        }
    }

    @Test
    void aCallBeginsAnewWhereKafkaIsAway() {
        Properties client = new Properties();
        client.put("bootstrap.servers", "127.0.0.1:1");
        try (KafkaMemories alone = new KafkaMemories(client)) {
            alone.keep(memory("a", "JZ-01"));
            assertThat(alone.recall("a")).isEmpty();
        }
    }
}
