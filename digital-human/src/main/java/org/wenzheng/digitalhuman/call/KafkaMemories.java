package org.wenzheng.digitalhuman.call;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.ConversationMemory;

/**
 * Memories on the compacted topic {@code digital-human.conversations}, which every process reads whole and follows: what a process
 * that dies had written is here before its calls are given away.
 */
public final class KafkaMemories implements Memories, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KafkaMemories.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final KafkaProducer<String, byte[]> producer;
    private final Properties settings;
    private final Map<String, ConversationMemory> known = new ConcurrentHashMap<>();
    private final CountDownLatch read = new CountDownLatch(1);
    private final Thread thread = new Thread(this::follow, "memories");
    private volatile @Nullable KafkaConsumer<String, byte[]> reading;
    private volatile boolean closed;

    /** Begins to read; Kafka need not be there yet. */
    public KafkaMemories(Properties kafka) {
        Properties writing = new Properties();
        writing.putAll(kafka);
        writing.put("acks", "all");
        writing.put("linger.ms", "0");
        writing.put("max.block.ms", "2000");
        this.producer = new KafkaProducer<>(writing, new StringSerializer(), new ByteArraySerializer());
        settings = new Properties();
        settings.putAll(kafka);
        settings.put("enable.auto.commit", "false");
        settings.put("default.api.timeout.ms", "10000");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public Optional<ConversationMemory> recall(String call) {
        try {
            if (!read.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                log.warn("A call is begun anew: Kafka did not tell in time what was said in it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(known.get(call));
    }

    @Override
    public void keep(ConversationMemory memory) {
        send(memory.getCall(), memory.toByteArray());
    }

    @Override
    public void forget(String call) {
        send(call, null);
    }

    private void send(String call, byte @Nullable [] value) {
        try {
            producer.send(new ProducerRecord<>(StreamTopics.CONVERSATIONS, call, value), (metadata, failure) -> {
                if (failure != null) {
                    log.warn("What is remembered of a call was not written: {}", failure.toString());
                }
            });
        } catch (KafkaException e) {
            log.warn("What is remembered of a call was not written: {}", e.toString());
        }
    }

    private void follow() {
        boolean told = false;
        while (!closed) {
            try (KafkaConsumer<String, byte[]> consumer =
                    new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                reading = consumer;
                List<TopicPartition> partitions = consumer.partitionsFor(StreamTopics.CONVERSATIONS).stream()
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                told = false;
                while (!closed && !partitions.isEmpty()) {
                    if (read.getCount() > 0
                            && ends.entrySet().stream()
                                    .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                        read.countDown();
                    }
                    consumer.poll(POLL).forEach(this::take);
                }
            } catch (WakeupException | InterruptException e) {
                return;
            } catch (KafkaException e) {
                if (!told) {
                    log.warn("Nothing is known of others' calls until Kafka answers: {}", e.toString());
                    told = true;
                }
            }
            pause();
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            if (record.value() == null) {
                known.remove(record.key());
            } else {
                known.put(record.key(), ConversationMemory.parseFrom(record.value()));
            }
        } catch (InvalidProtocolBufferException e) {
            log.debug("A record that is no memory", e);
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
        producer.close(Duration.ofSeconds(2));
    }
}
