package org.wenzheng.jobs.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.wenzheng.stream.records.StreamTopics;

/** Key and value as they came; where from and why in headers, so that it can be sent again once it is understood. */
public final class DeadLetterRecord implements KafkaRecordSerializationSchema<DeadLetter> {
    private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(DeadLetter letter, KafkaSinkContext context, Long timestamp) {
        return of(letter);
    }

    /** The record that keeps a letter. */
    public static ProducerRecord<byte[], byte[]> of(DeadLetter letter) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(StreamTopics.DEAD_LETTERS, letter.key(), letter.value());
        header(record, DeadLetter.TOPIC_HEADER, letter.topic());
        header(record, DeadLetter.PARTITION_HEADER, Integer.toString(letter.partition()));
        header(record, DeadLetter.OFFSET_HEADER, Long.toString(letter.offset()));
        header(record, DeadLetter.REASON_HEADER, letter.reason());
        header(record, DeadLetter.JOB_HEADER, letter.job());
        return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
