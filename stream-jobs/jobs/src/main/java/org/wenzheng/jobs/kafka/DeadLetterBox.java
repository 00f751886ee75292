package org.wenzheng.jobs.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.wenzheng.jobs.config.KafkaConfig;
import org.wenzheng.stream.records.StreamTopics;

/** Reads the dead letters and sends them again to where they came from. Remembers in Kafka what was sent again. */
public final class DeadLetterBox implements AutoCloseable {
    private static final String GROUP = "wenzheng-dead-letters";
    private static final Duration POLL = Duration.ofMillis(500);

    /**
     * A letter as it is kept.
     *
     * @param storedAtMs unix milliseconds
     */
    public record Stored(long storedAtMs, DeadLetter letter) {}

    private final KafkaConfig config;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** Connects. */
    public DeadLetterBox(KafkaConfig config) {
        this.config = config;
        Properties properties = config.client();
        properties.setProperty(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        properties.setProperty(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        consumer.assign(consumer.partitionsFor(StreamTopics.DEAD_LETTERS).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList());
    }

    /**
     * The letters, oldest first.
     *
     * @param all whether to give those too that were sent again before
     */
    public List<Stored> letters(boolean all) {
        return read(all).stream().map(DeadLetterBox::stored).toList();
    }

    /**
     * Sends letters to the topic that each came from, under their key, and remembers that it did.
     *
     * @param all whether to send those too that were sent again before
     * @return how many
     * @throws ExecutionException when Kafka did not take one; none is remembered then
     */
    public int replay(boolean all) throws ExecutionException, InterruptedException {
        List<ConsumerRecord<byte[], byte[]>> records = read(all);
        Properties properties = config.client();
        properties.setProperty("acks", "all");
        int sent = 0;
        try (var producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<?>> stored = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : records) {
                String topic = stored(record).letter().topic();
                if (!topic.isEmpty()) { // somebody else's record: nowhere to send it
                    stored.add(producer.send(new ProducerRecord<>(topic, record.key(), record.value())));
                    sent++;
                }
            }
            for (Future<?> one : stored) {
                one.get();
            }
        }
        Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
        consumer.endOffsets(consumer.assignment()).forEach((partition, end) -> {
            long read = Math.min(end, consumer.position(partition));
            done.put(partition, new OffsetAndMetadata(read));
        });
        consumer.commitSync(done);
        return sent;
    }

    private List<ConsumerRecord<byte[], byte[]>> read(boolean all) {
        Set<TopicPartition> partitions = consumer.assignment();
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
        Map<TopicPartition, OffsetAndMetadata> sentBefore = all ? Map.of() : consumer.committed(partitions);
        Set<TopicPartition> open = partitions.stream().collect(Collectors.toSet());
        for (TopicPartition partition : partitions) {
            OffsetAndMetadata before = sentBefore.get(partition);
            long start = starts.getOrDefault(partition, 0L);
            consumer.seek(partition, before == null ? start : Math.max(start, before.offset()));
        }
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        open.removeIf(p -> consumer.position(p) >= ends.getOrDefault(p, 0L));
        while (!open.isEmpty()) {
            consumer.poll(POLL).forEach(records::add);
            open.removeIf(p -> consumer.position(p) >= ends.getOrDefault(p, 0L));
        }
        records.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
        return records;
    }

    private static Stored stored(ConsumerRecord<byte[], byte[]> record) {
        return new Stored(
                record.timestamp(),
                new DeadLetter(
                        header(record, DeadLetter.TOPIC_HEADER),
                        number(header(record, DeadLetter.PARTITION_HEADER)),
                        number(header(record, DeadLetter.OFFSET_HEADER)),
                        record.key(),
                        record.value(),
                        header(record, DeadLetter.REASON_HEADER),
                        header(record, DeadLetter.JOB_HEADER)));
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }

    private static int number(String text) {
        return text.matches("-?\\d{1,9}") ? Integer.parseInt(text) : -1;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
