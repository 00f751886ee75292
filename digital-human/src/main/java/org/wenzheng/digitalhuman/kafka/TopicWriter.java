package org.wenzheng.digitalhuman.kafka;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to a topic, each record as soon as it is there; what fails is logged and costs that record alone. Thread-safe. */
public final class TopicWriter implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TopicWriter.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;

    public TopicWriter(Properties kafka, String topic) {
        Properties settings = new Properties();
        settings.putAll(kafka);
        settings.put("acks", "all");
        settings.put("linger.ms", "0");
        settings.put("max.block.ms", Long.toString(PATIENCE.toMillis()));
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        this.topic = topic;
    }

    /** Sends a record on its way. @param value null to delete what a compacted topic has of the key */
    public void write(String key, byte @Nullable [] value) {
        try {
            producer.send(new ProducerRecord<>(topic, key, value), (metadata, failure) -> {
                if (failure != null) {
                    log.warn("A record of {} was not written: {}", topic, failure.toString());
                }
            });
        } catch (KafkaException e) {
            log.warn("A record of {} was not written: {}", topic, e.toString());
        }
    }

    @Override
    public void close() {
        producer.close(PATIENCE);
    }
}
