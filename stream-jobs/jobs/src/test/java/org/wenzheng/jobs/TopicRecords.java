package org.wenzheng.jobs;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.wenzheng.jobs.config.KafkaConfig;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** What a topic holds by now. */
public final class TopicRecords {

    private TopicRecords() {}

    /** All records of a topic so far, in order within each partition. */
    public static List<ConsumerRecord<byte[], byte[]>> all(KafkaConfig kafka, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (var consumer =
                new KafkaConsumer<>(kafka.client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    /** Raw words of a call so far, in order. */
    public static List<TranscriptSegment> transcripts(KafkaConfig kafka, String call) {
        List<TranscriptSegment> segments = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : all(kafka, StreamTopics.TRANSCRIPTS)) {
            try {
                TranscriptSegment segment = TranscriptSegment.parseFrom(record.value());
                if (segment.getCall().equals(call)) {
                    segments.add(segment);
                }
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(e);
            }
        }
        return segments;
    }
}
