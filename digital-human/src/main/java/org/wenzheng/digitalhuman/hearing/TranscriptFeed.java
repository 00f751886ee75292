package org.wenzheng.digitalhuman.hearing;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** Reads {@code speech.transcripts} from now on, and gives each call's words to who asked for them. */
public final class TranscriptFeed implements TranscriptSource, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TranscriptFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Properties settings;
    private final Map<String, Consumer<TranscriptSegment>> calls = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::run, "transcripts");
    private volatile @Nullable KafkaConsumer<byte[], byte[]> reading;
    private volatile boolean closed;

    /** Starts to read; Kafka need not be there yet. */
    public TranscriptFeed(Properties kafka) {
        settings = new Properties();
        settings.putAll(kafka);
        settings.put("fetch.max.wait.ms", "50");
        settings.put("default.api.timeout.ms", "10000");
        settings.put("enable.auto.commit", "false");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void listen(String call, Consumer<TranscriptSegment> words) {
        calls.put(call, words);
    }

    @Override
    public void leave(String call) {
        calls.remove(call);
    }

    private void run() {
        boolean told = false;
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                reading = consumer;
                List<TopicPartition> partitions = consumer.partitionsFor(StreamTopics.TRANSCRIPTS).stream()
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList();
                consumer.assign(partitions);
                consumer.seekToEnd(partitions);
                told = false;
                while (!closed && !partitions.isEmpty()) {
                    consumer.poll(POLL).forEach(this::take);
                }
            } catch (WakeupException | InterruptException e) {
                return;
            } catch (KafkaException e) {
                if (!told) {
                    log.warn("No words until Kafka answers: {}", e.toString());
                    told = true;
                }
            }
            pause();
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        try {
            TranscriptSegment segment = TranscriptSegment.parseFrom(record.value());
            Consumer<TranscriptSegment> listener = calls.get(segment.getCall());
            if (listener != null) {
                listener.accept(segment);
            }
        } catch (InvalidProtocolBufferException e) {
            log.debug("A record that is no segment", e);
        }
    }

    private void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<byte[], byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
    }
}
