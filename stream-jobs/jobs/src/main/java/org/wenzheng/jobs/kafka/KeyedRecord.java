package org.wenzheng.jobs.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Message;
import java.io.Serializable;
import java.util.function.Function;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A message under the id of its call. */
final class KeyedRecord<T extends Message> implements KafkaRecordSerializationSchema<T> {
    private static final long serialVersionUID = 1L;

    /** The call of a message. */
    interface CallOf<T> extends Function<T, String>, Serializable {}

    private final String topic;
    private final CallOf<T> callOf;

    KeyedRecord(String topic, CallOf<T> callOf) {
        this.topic = topic;
        this.callOf = callOf;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(T message, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(topic, callOf.apply(message).getBytes(UTF_8), message.toByteArray());
    }
}
