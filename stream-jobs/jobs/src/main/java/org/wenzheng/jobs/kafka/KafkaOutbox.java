package org.wenzheng.jobs.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.wenzheng.jobs.config.KafkaConfig;

/** Dead letters by Kafka; connects with the first one. */
public final class KafkaOutbox implements DeadLetterOutbox {

    private final KafkaConfig config;
    private @Nullable Producer<byte[], byte[]> producer;

    /** Writes to the broker of that configuration. */
    public KafkaOutbox(KafkaConfig config) {
        this.config = config;
    }

    @Override
    public CompletableFuture<Void> send(List<DeadLetter> letters) {
        List<CompletableFuture<?>> stored = new ArrayList<>();
        for (DeadLetter letter : letters) {
            CompletableFuture<Boolean> one = new CompletableFuture<>();
            stored.add(one);
            producer().send(DeadLetterRecord.of(letter), (metadata, failure) -> {
                if (failure == null) {
                    one.complete(true);
                } else {
                    one.completeExceptionally(failure);
                }
            });
        }
        return CompletableFuture.allOf(stored.toArray(new CompletableFuture<?>[0]));
    }

    private synchronized Producer<byte[], byte[]> producer() {
        if (producer == null) {
            Properties properties = config.client();
            properties.setProperty("acks", "all");
            producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
