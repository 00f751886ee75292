package org.wenzheng.digitalhuman.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads all of a topic on a thread of its own, without a group, and goes on by itself when Kafka was away. */
public final class TopicFollower implements AutoCloseable {

    /** Where reading begins, also anew after Kafka was away. */
    public enum From {
        BEGINNING,
        NOW
    }

    private static final Logger log = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Properties settings = new Properties();
    private final String topic;
    private final From from;
    private final Consumer<ConsumerRecord<String, byte[]>> records;
    private final CountDownLatch read = new CountDownLatch(1);
    private final Thread thread;
    private volatile @Nullable KafkaConsumer<String, byte[]> reading;
    private volatile boolean closed;

    /**
     * Starts to read; Kafka need not be there yet.
     *
     * @param records takes each on the reading thread; must not throw
     */
    public TopicFollower(Properties kafka, String topic, From from, Consumer<ConsumerRecord<String, byte[]>> records) {
        settings.putAll(kafka);
        settings.put("fetch.max.wait.ms", "50");
        settings.put("default.api.timeout.ms", "10000");
        settings.put("enable.auto.commit", "false");
        this.topic = topic;
        this.from = from;
        this.records = records;
        this.thread = new Thread(this::follow, topic);
        thread.setDaemon(true);
        thread.start();
    }

    /** Waits until all was read that stood there when reading began; false where that takes longer. */
    public boolean awaitRead(Duration patience) throws InterruptedException {
        return read.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void follow() {
        boolean told = false;
        while (!closed) {
            try (KafkaConsumer<String, byte[]> consumer =
                    new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                reading = consumer;
                List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList();
                consumer.assign(partitions);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                if (from == From.NOW) {
                    consumer.seekToEnd(partitions);
                } else {
                    consumer.seekToBeginning(partitions);
                }
                told = false;
                while (!closed && !partitions.isEmpty()) {
                    if (read.getCount() > 0
                            && ends.entrySet().stream()
                                    .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                        read.countDown();
                    }
                    consumer.poll(POLL).forEach(records);
                }
            } catch (WakeupException | InterruptException e) {
                return;
            } catch (KafkaException e) {
                if (!told) {
                    log.warn("Nothing of {} is read until Kafka answers: {}", topic, e.toString());
                    told = true;
                }
            }
            pause();
        }
    }

    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<String, byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
    }
}
