package org.wenzheng.cli.bench;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a topic from now on, on a thread of its own. Close to stop. */
final class TopicWatch implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final long PATIENCE_MS = 5_000;

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread;
    private volatile boolean closing;

    private TopicWatch(KafkaConsumer<byte[], byte[]> consumer, String topic, Consumer<byte[]> taker) {
        this.consumer = consumer;
        this.thread = new Thread(() -> read(taker), topic + "-watch");
    }

    /**
     * Connects, waits at the end of the topic and gives what comes from then on to {@code taker}.
     *
     * @param parser of its records
     */
    static <R extends MessageLite> TopicWatch start(
            String bootstrap, String topic, Parser<R> parser, Consumer<R> taker) {
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(p -> new TopicPartition(p.topic(), p.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        TopicWatch watch = new TopicWatch(consumer, topic, value -> {
            try {
                taker.accept(parser.parseFrom(value));
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException(topic + " holds what is none of its records", e);
            }
        });
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    private void read(Consumer<byte[]> taker) {
        while (!closing) {
            for (ConsumerRecord<byte[], byte[]> item : consumer.poll(POLL)) {
                taker.accept(item.value());
            }
        }
        consumer.close();
    }

    @Override
    public void close() {
        closing = true;
        try {
            thread.join(PATIENCE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
