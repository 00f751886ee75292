package org.wenzheng.jobs.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.wenzheng.jobs.config.JobsConfig;
import org.wenzheng.jobs.config.KafkaConfig;
import org.wenzheng.stream.records.StreamTopics;

/**
 * Sends dead letters once more to the topics that they came from, after the jobs learned to read them. Each goes once:
 * where it stopped is kept in Kafka.
 */
public final class ReplayDeadLetters {
    private static final String GROUP = "wenzheng-dead-letters";
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private ReplayDeadLetters() {}

    /**
     * Sends all that wait and says how many.
     *
     * @param arguments none; settings come from the environment
     */
    public static void main(String[] arguments) throws Exception {
        KafkaConfig config = JobsConfig.from(System.getenv()).kafka();
        System.out.println("sent again: " + run(config));
    }

    /**
     * Sends all that wait.
     *
     * @return how many
     */
    static int run(KafkaConfig config) throws InterruptedException, ExecutionException {
        Properties reading = config.client();
        reading.setProperty("group.id", GROUP);
        reading.setProperty("enable.auto.commit", "false");
        reading.setProperty("auto.offset.reset", "earliest");
        int sent = 0;
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(reading, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(config.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(StreamTopics.DEAD_LETTERS).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                sent += send(consumer.poll(PATIENCE), producer);
                consumer.commitSync();
            }
        }
        return sent;
    }

    private static int send(ConsumerRecords<byte[], byte[]> letters, KafkaProducer<byte[], byte[]> producer)
            throws InterruptedException, ExecutionException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> letter : letters) {
            Header topic = letter.headers().lastHeader(DeadLetter.TOPIC_HEADER);
            if (topic != null) {
                sent.add(producer.send(
                        new ProducerRecord<>(new String(topic.value(), UTF_8), letter.key(), letter.value())));
            }
        }
        for (Future<RecordMetadata> one : sent) {
            one.get();
        }
        return sent.size();
    }
}
