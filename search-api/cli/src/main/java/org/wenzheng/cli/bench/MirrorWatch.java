package org.wenzheng.cli.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.wenzheng.media.records.MediaTopics;
import org.wenzheng.media.records.v1.AudioFrame;

/** Reads media.audio from now on: how much of which call is mirrored, and when the last of it was captured. */
public final class MirrorWatch implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Map<String, Mirrored> calls = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::read, "mirror-watch");
    private volatile boolean closing;

    /** Of one call: packets, those that were lost for good, and the last one's capture in unix milliseconds. */
    public record Mirrored(long frames, long lost, long lastCapturedMs) {}

    /** Connects and waits at the end of the topic. */
    public MirrorWatch(String bootstrap) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(MediaTopics.AUDIO).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        thread.setDaemon(true);
        thread.start();
    }

    /** What came of a call so far. */
    public Mirrored of(String call) {
        return calls.getOrDefault(call, new Mirrored(0, 0, 0));
    }

    private void read() {
        while (!closing) {
            for (ConsumerRecord<byte[], byte[]> item : consumer.poll(Duration.ofMillis(100))) {
                try {
                    AudioFrame frame = AudioFrame.parseFrom(item.value());
                    calls.merge(
                            frame.getCall(),
                            new Mirrored(1, frame.getLostBefore(), frame.getCapturedAtUs() / 1000),
                            (before, next) -> new Mirrored(
                                    before.frames() + 1,
                                    before.lost() + next.lost(),
                                    Math.max(before.lastCapturedMs(), next.lastCapturedMs())));
                } catch (InvalidProtocolBufferException e) {
                    throw new IllegalStateException("media.audio holds what is no AudioFrame", e);
                }
            }
        }
        consumer.close();
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
