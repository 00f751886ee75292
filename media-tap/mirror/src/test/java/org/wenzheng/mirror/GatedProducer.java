package org.wenzheng.mirror;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A producer that takes a record only when it is let, as a full one does while Kafka is away. */
final class GatedProducer extends MockProducer<byte[], byte[]> {

    private final Semaphore gate = new Semaphore(0);
    private final List<ProducerRecord<byte[], byte[]>> taken = new CopyOnWriteArrayList<>();
    private volatile @Nullable RuntimeException refusal;
    private volatile @Nullable RuntimeException broken;

    GatedProducer() {
        super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    }

    static GatedProducer open() {
        GatedProducer producer = new GatedProducer();
        producer.letAll();
        return producer;
    }

    void letAll() {
        gate.release(1_000_000);
    }

    void let(int records) {
        gate.release(records);
    }

    /** Every record from now on is refused for this reason. */
    void refuse(RuntimeException reason) {
        refusal = reason;
    }

    /** Every call from now on throws this. */
    void breakDown(RuntimeException reason) {
        broken = reason;
    }

    List<ProducerRecord<byte[], byte[]>> taken() {
        return taken;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        try {
            gate.acquire();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
        RuntimeException thrown = broken;
        if (thrown != null) {
            throw thrown;
        }
        RuntimeException reason = refusal;
        if (reason == null) {
            taken.add(record);
            callback.onCompletion(null, null);
            return new CompletableFuture<>();
        }
        callback.onCompletion(null, reason);
        return CompletableFuture.failedFuture(reason);
    }
}
