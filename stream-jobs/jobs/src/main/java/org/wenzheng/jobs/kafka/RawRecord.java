package org.wenzheng.jobs.kafka;

import org.jspecify.annotations.Nullable;

/** A record as Kafka holds it, before anyone tried to understand it. */
@SuppressWarnings("ArrayRecordComponent") // as Kafka gives them; never compared
public record RawRecord(String topic, int partition, long offset, byte @Nullable [] key, byte @Nullable [] value) {}
