package org.wenzheng.mirror;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.MessageLite;
import java.time.Duration;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.wenzheng.media.records.MediaTopics;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.VideoFrame;

/**
 * Puts records on their topics through a Kafka producer that keeps their order and tries until Kafka takes them.
 *
 * <p>{@link #write} waits while the producer holds all that it may. A producer that has come to an error state, after
 * which it would refuse everything, is replaced by a new one. Not for several threads.
 */
final class KafkaWriter implements AutoCloseable {

    private final Supplier<Producer<byte[], byte[]>> producers;
    private @Nullable Producer<byte[], byte[]> producer;

    KafkaWriter(Supplier<Producer<byte[], byte[]>> producers) {
        this.producers = producers;
    }

    static KafkaWriter to(KafkaConnection connection, MirrorSettings settings) {
        Properties kafka = connection.toClient();
        kafka.put("acks", "all");
        kafka.put("enable.idempotence", "true");
        // Until Kafka is back, however long that takes: what cannot be held is dropped, and counted, by the ring.
        kafka.put("retries", Integer.toString(Integer.MAX_VALUE));
        kafka.put("delivery.timeout.ms", Integer.toString(Integer.MAX_VALUE));
        kafka.put("max.block.ms", Long.toString(Long.MAX_VALUE));
        kafka.put("request.timeout.ms", "10000");
        kafka.put("reconnect.backoff.max.ms", "2000");
        kafka.put("retry.backoff.max.ms", "2000");
        kafka.put("linger.ms", Integer.toString(settings.lingerMs()));
        kafka.put("batch.size", Integer.toString(64 << 10));
        kafka.put("buffer.memory", Long.toString(settings.producerBytes()));
        kafka.put("max.request.size", Integer.toString(4 << 20));
        kafka.putIfAbsent("client.id", "mirror");
        return new KafkaWriter(() -> new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer()));
    }

    /**
     * Hands a record to the producer.
     *
     * @param done gets null when Kafka has acknowledged the record, else why it never will
     * @throws InterruptException if the thread is interrupted while it waits for room
     */
    void write(MessageLite record, Consumer<@Nullable Exception> done) {
        ProducerRecord<byte[], byte[]> sent = address(record);
        try {
            open().send(sent, (metadata, error) -> done.accept(error));
        } catch (InterruptException e) {
            throw e;
        } catch (RuntimeException e) {
            close();
            done.accept(e);
        }
    }

    /** Sends what waits for the rest of its batch and returns when all is acknowledged or has failed. */
    void flush() {
        if (producer != null) {
            producer.flush();
        }
    }

    /** Gives up what is not acknowledged. */
    @Override
    public void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private Producer<byte[], byte[]> open() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            open = producers.get();
            producer = open;
        }
        return open;
    }

    private static ProducerRecord<byte[], byte[]> address(MessageLite record) {
        String topic;
        String call;
        if (record instanceof AudioFrame frame) {
            topic = MediaTopics.AUDIO;
            call = frame.getCall();
        } else if (record instanceof VideoFrame frame) {
            topic = MediaTopics.VIDEO;
            call = frame.getCall();
        } else if (record instanceof CallEvent event) {
            topic = MediaTopics.CALL_EVENTS;
            call = event.getCall();
        } else {
            throw new IllegalArgumentException("not a record of a call: " + record.getClass());
        }
        return new ProducerRecord<>(topic, call.getBytes(UTF_8), record.toByteArray());
    }
}
