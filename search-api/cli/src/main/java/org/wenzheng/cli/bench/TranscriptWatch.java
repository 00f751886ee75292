package org.wenzheng.cli.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** Reads speech.transcripts from now on and notes when each revision was there to read. Close to stop. */
public final class TranscriptWatch implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ConcurrentLinkedQueue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final Thread thread;
    private volatile boolean closing;

    /** A revision and the unix milliseconds at which the consumer had it. */
    public record Seen(TranscriptSegment segment, long atMs) {
        /** Behind the last speech sample that it holds. */
        public long lagMs() {
            return atMs - segment.getLastCapturedAtUs() / 1000;
        }
    }

    /** Connects and waits at the end of the topic. */
    public TranscriptWatch(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(StreamTopics.TRANSCRIPTS).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread = new Thread(this::read, "transcript-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private void read() {
        while (!closing) {
            for (ConsumerRecord<byte[], byte[]> item : consumer.poll(Duration.ofMillis(100))) {
                try {
                    seen.add(new Seen(TranscriptSegment.parseFrom(item.value()), System.currentTimeMillis()));
                } catch (InvalidProtocolBufferException e) {
                    throw new IllegalStateException("speech.transcripts holds what is no TranscriptSegment", e);
                }
            }
        }
    }

    /** Everything so far. */
    public List<Seen> seen() {
        return new ArrayList<>(seen);
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
    }
}
