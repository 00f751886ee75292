package org.wenzheng.digitalhuman.call;

import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** Writes what the digital human said to {@code speech.transcripts}: its voice is recorded, never recognised. Thread-safe. */
public final class OwnWords implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(OwnWords.class);

    private final KafkaProducer<String, byte[]> producer;

    public OwnWords(Properties kafka) {
        Properties settings = new Properties();
        settings.putAll(kafka);
        settings.put("acks", "all");
        settings.put("linger.ms", "0");
        settings.put("max.block.ms", "2000");
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Sends a segment on its way; a failure costs a caption, not the call. */
    public void write(TranscriptSegment segment) {
        producer.send(
                new ProducerRecord<>(StreamTopics.TRANSCRIPTS, segment.getCall(), segment.toByteArray()),
                (metadata, failure) -> {
                    if (failure != null) {
                        log.warn("Words of the digital human were not written: {}", failure.toString());
                    }
                });
    }

    @Override
    public void close() {
        producer.close(java.time.Duration.of(2, TimeUnit.SECONDS.toChronoUnit()));
    }
}
