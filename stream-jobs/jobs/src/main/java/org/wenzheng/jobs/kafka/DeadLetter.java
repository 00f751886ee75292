package org.wenzheng.jobs.kafka;

import org.jspecify.annotations.Nullable;

/**
 * A record that no job could read, as it came.
 *
 * @param topic where it came from; with partition and offset, where to look
 * @param reason why, without any words of the call
 * @param job which job could not read it
 */
@SuppressWarnings("ArrayRecordComponent") // as Kafka gives them; never compared
public record DeadLetter(
        String topic,
        int partition,
        long offset,
        byte @Nullable [] key,
        byte @Nullable [] value,
        String reason,
        String job) {

    /** Headers of a record of the topic of dead letters. */
    public static final String TOPIC_HEADER = "wenzheng-topic";

    public static final String PARTITION_HEADER = "wenzheng-partition";
    public static final String OFFSET_HEADER = "wenzheng-offset";
    public static final String REASON_HEADER = "wenzheng-reason";
    public static final String JOB_HEADER = "wenzheng-job";
}
