package org.wenzheng.sfu.caption;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
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
import org.wenzheng.mirror.KafkaConnection;
import org.wenzheng.sfu.room.Participant;
import org.wenzheng.sfu.room.Room;
import org.wenzheng.sfu.room.Rooms;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/**
 * Reads {@code speech.transcripts} from now on and gives the words of those who are in a room here to that room. A speaker
 * without the consent to be answered gets none. While Kafka is away there are no captions and calls go on; what is older than
 * some seconds when it comes is no caption any more.
 */
public final class Captions implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Captions.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** Words that were spoken longer ago are not shown: under load finals may come late, but not so late. */
    private static final long OLD_MS = 30_000;

    private final Properties settings;
    private final Rooms rooms;
    private final Clock clock;
    private final AtomicLong shown = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong unreadable = new AtomicLong();
    private final Thread thread = new Thread(this::run, "captions");
    private volatile @Nullable KafkaConsumer<byte[], byte[]> consumer;
    private volatile boolean closed;

    private Captions(KafkaConnection kafka, Rooms rooms, Clock clock) {
        this.settings = kafka.toClient();
        settings.put("fetch.max.wait.ms", "100");
        settings.put("default.api.timeout.ms", "10000");
        settings.put("enable.auto.commit", "false");
        this.rooms = rooms;
        this.clock = clock;
    }

    /** Starts to read; Kafka need not be there yet. */
    public static Captions start(KafkaConnection kafka, Rooms rooms, Clock clock) {
        Captions captions = new Captions(kafka, rooms, clock);
        captions.thread.setDaemon(true);
        captions.thread.start();
        return captions;
    }

    /** Revisions given to rooms. */
    public long shown() {
        return shown.get();
    }

    /** Revisions that came too late to be shown. */
    public long late() {
        return late.get();
    }

    /** Records that are no {@link TranscriptSegment}. */
    public long unreadable() {
        return unreadable.get();
    }

    private void run() {
        boolean told = false;
        while (!closed) {
            try (KafkaConsumer<byte[], byte[]> reader =
                    new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                consumer = reader;
                List<TopicPartition> partitions = reader.partitionsFor(StreamTopics.TRANSCRIPTS).stream()
                        .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                        .toList();
                if (partitions.isEmpty()) {
                    pause(); // the topic comes with the broker's first start
                    continue;
                }
                reader.assign(partitions);
                reader.seekToEnd(partitions);
                partitions.forEach(reader::position);
                log.info("Captions are read from {} partitions", partitions.size());
                told = false;
                while (!closed) {
                    reader.poll(POLL).forEach(this::take);
                }
            } catch (WakeupException | InterruptException | RejectedExecutionException e) {
                return; // the process stops
            } catch (KafkaException e) {
                if (!told) {
                    log.warn("No captions until Kafka answers: {}", e.toString());
                    told = true;
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        TranscriptSegment segment;
        try {
            segment = TranscriptSegment.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            unreadable.incrementAndGet();
            return;
        }
        Room room = rooms.find(segment.getCall());
        if (room == null || segment.getText().isEmpty()) {
            return;
        }
        if (clock.millis() - segment.getLastCapturedAtUs() / 1000 > OLD_MS) {
            late.incrementAndGet();
            return;
        }
        room.loop().execute(() -> show(room, segment));
    }

    private void show(Room room, TranscriptSegment segment) {
        Participant speaker = room.participant(segment.getParticipant());
        if (speaker != null && speaker.claims().answer()) {
            CaptionStream.of(segment).forEach(packet -> room.sendData(true, packet));
            shown.incrementAndGet();
        }
    }

    @Override
    public void close() {
        closed = true;
        KafkaConsumer<byte[], byte[]> reading = consumer;
        if (reading != null) {
            reading.wakeup();
        }
        try {
            thread.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
