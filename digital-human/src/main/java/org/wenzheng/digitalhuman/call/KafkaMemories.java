package org.wenzheng.digitalhuman.call;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.digitalhuman.kafka.TopicFollower;
import org.wenzheng.digitalhuman.kafka.TopicWriter;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.ConversationMemory;

/**
 * Memories on the compacted topic {@code digital-human.conversations}, which every process reads whole and follows: what a process
 * that dies had written is here before its calls are given away.
 */
public final class KafkaMemories implements Memories, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(KafkaMemories.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Map<String, ConversationMemory> known = new ConcurrentHashMap<>();
    private final TopicWriter writer;
    private final TopicFollower follower;

    /** Begins to read; Kafka need not be there yet. */
    public KafkaMemories(Properties kafka) {
        writer = new TopicWriter(kafka, StreamTopics.CONVERSATIONS);
        follower = new TopicFollower(kafka, StreamTopics.CONVERSATIONS, TopicFollower.From.BEGINNING, this::take);
    }

    @Override
    public Optional<ConversationMemory> recall(String call) {
        try {
            if (!follower.awaitRead(PATIENCE)) {
                log.warn("A call is begun anew: Kafka did not tell in time what was said in it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(known.get(call));
    }

    @Override
    public void keep(ConversationMemory memory) {
        writer.write(memory.getCall(), memory.toByteArray());
    }

    @Override
    public void forget(String call) {
        writer.write(call, null);
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

    @Override
    public void close() {
        follower.close();
        writer.close();
    }
}
