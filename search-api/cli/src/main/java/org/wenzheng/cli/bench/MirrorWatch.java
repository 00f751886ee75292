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

    /**
     * Of one call of one voice.
     *
     * @param frames packets of 20 ms that came
     * @param first timestamp
     * @param last timestamp
     * @param lastCapturedMs when the last one was captured, unix milliseconds
     */
    public record Mirrored(long frames, long first, long last, long lastCapturedMs) {

        private static final Mirrored NONE = new Mirrored(0, Long.MAX_VALUE, Long.MIN_VALUE, 0);

        /** Part of the sound that never came, by its time: padding takes sequence numbers too. */
        public double missing() {
            return frames == 0 ? 1 : Math.max(0, 1 - frames / ((last - first) / 960.0 + 1));
        }

        private Mirrored and(Mirrored other) {
            return new Mirrored(
                    frames + other.frames,
                    Math.min(first, other.first),
                    Math.max(last, other.last),
                    Math.max(lastCapturedMs, other.lastCapturedMs));
        }
    }

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
        return calls.getOrDefault(call, Mirrored.NONE);
    }

    private void read() {
        while (!closing) {
            for (ConsumerRecord<byte[], byte[]> item : consumer.poll(Duration.ofMillis(100))) {
                try {
                    AudioFrame frame = AudioFrame.parseFrom(item.value());
                    if (!frame.getEndOfTrack()) {
                        Mirrored one = new Mirrored(
                                1, frame.getTimestamp(), frame.getTimestamp(), frame.getCapturedAtUs() / 1000);
                        calls.merge(frame.getCall(), one, Mirrored::and);
                    }
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
