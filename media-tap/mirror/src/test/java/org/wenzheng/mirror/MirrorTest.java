package org.wenzheng.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wenzheng.media.records.MediaTopics;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.MirrorGap;

class MirrorTest {

    /** 64 records, 16 of them in reserve. */
    private static final MirrorSettings SMALL = new MirrorSettings(64, 1 << 20, 16, 1 << 20, 0);

    private final List<Mirror> mirrors = new ArrayList<>();

    @AfterEach
    void close() {
        mirrors.forEach(Mirror::close);
    }

    @Test
    void dropsAndCountsWhatFindsItFullAndTellsOfItAfterwards() {
        GatedProducer producer = new GatedProducer();
        Mirror mirror = mirror(SMALL, producer);
        mirror.offer(Frames.audio("A", "t", 1));
        awaitWaitingInProducer(mirror);

        int accepted = 0;
        for (int sequence = 2; sequence <= 100; sequence++) {
            accepted += mirror.offer(Frames.audio("A", "t", sequence)) ? 1 : 0;
        }
        assertThat(accepted).isEqualTo(48);
        assertThat(mirror.statistics().dropped()).isEqualTo(51);

        producer.letAll();
        await().until(() -> gaps(producer).size() == 1);
        assertThat(audio(producer))
                .isEqualTo(LongStream.rangeClosed(1, 49).boxed().toList());
        assertThat(gaps(producer).get(0))
                .isEqualTo(MirrorGap.newBuilder()
                        .setTrack("t")
                        .setFromSequence(50)
                        .setToSequence(100)
                        .setDropped(51)
                        .build());
        await().until(() -> mirror.statistics().waiting() == 0);
        assertThat(mirror.statistics())
                .extracting(MirrorStatistics::offered, MirrorStatistics::sent, MirrorStatistics::lag)
                .containsExactly(100L, 49L, Duration.ZERO);
    }

    @Test
    void tellsOfEachTrackByItself() {
        GatedProducer producer = new GatedProducer();
        Mirror mirror = mirror(SMALL, producer);
        for (int sequence = 1; sequence <= 80; sequence++) {
            mirror.offer(Frames.audio("A", "left", sequence));
            mirror.offer(Frames.audio("B", "right", sequence));
        }
        long dropped = mirror.statistics().dropped();
        producer.letAll();
        await().until(() -> gaps(producer).size() == 2);
        assertThat(gaps(producer)).extracting(MirrorGap::getTrack).containsExactlyInAnyOrder("left", "right");
        assertThat(gaps(producer).stream().mapToLong(MirrorGap::getDropped).sum())
                .isEqualTo(dropped);
    }

    @Test
    void keepsRoomForEventsAndEndsOfTracks() {
        GatedProducer producer = new GatedProducer();
        Mirror mirror = mirror(SMALL, producer);
        while (mirror.offer(Frames.audio("A", "t", 1))) {
            // until media has no more room
        }
        AudioFrame end = Frames.audio("A", "t", 2).toBuilder()
                .setEndOfTrack(true)
                .clearPayload()
                .build();
        assertThat(mirror.offer(end)).isTrue();
        int events = 0;
        while (mirror.offer(Frames.event("A", "citizen"))) {
            events++;
        }
        assertThat(events).isBetween(14, 16);
    }

    @Test
    void countsBytesToo() {
        GatedProducer producer = new GatedProducer();
        AudioFrame frame = Frames.audio("A", "t", 1);
        Mirror mirror = mirror(new MirrorSettings(64, 10L * frame.getSerializedSize(), 0, 1 << 20, 0), producer);
        mirror.offer(frame);
        awaitWaitingInProducer(mirror);
        int accepted = 0;
        while (mirror.offer(frame)) {
            accepted++;
        }
        assertThat(accepted).isEqualTo(10);
    }

    @Test
    void losesNothingOfWhatIsPut() throws Exception {
        GatedProducer producer = new GatedProducer();
        Mirror mirror = mirror(SMALL, producer);
        AtomicBoolean done = new AtomicBoolean();
        Thread replay = new Thread(() -> {
            try {
                for (int sequence = 1; sequence <= 500; sequence++) {
                    mirror.put(Frames.audio("A", "t", sequence));
                }
                done.set(true);
            } catch (InterruptedException | MirrorException e) {
                Thread.currentThread().interrupt();
            }
        });
        replay.start();
        producer.let(100);
        await().until(() -> producer.taken().size() == 100);
        assertThat(done).isFalse();
        producer.letAll();
        replay.join(10_000);
        assertThat(mirror.flush(Duration.ofSeconds(10))).isTrue();
        assertThat(audio(producer))
                .isEqualTo(LongStream.rangeClosed(1, 500).boxed().toList());
        assertThat(mirror.statistics().dropped()).isZero();
    }

    @Test
    void saysWhatKafkaRefusesForGood() {
        GatedProducer producer = GatedProducer.open();
        producer.refuse(new RecordTooLargeException("5 MB"));
        Mirror mirror = mirror(SMALL, producer);
        mirror.offer(Frames.audio("A", "t", 1));
        await().until(() -> mirror.statistics().failed() == 1);
        assertThatThrownBy(() -> mirror.put(Frames.audio("A", "t", 2)))
                .isInstanceOf(MirrorException.class)
                .hasMessageContaining("5 MB")
                .hasMessageContaining("KAFKA_PROPERTIES");
        assertThat(mirror.offer(Frames.audio("A", "t", 3))).isTrue();
    }

    @Test
    void waitsForTopicsThatCannotBeMadeYet() {
        GatedProducer producer = GatedProducer.open();
        AtomicInteger tries = new AtomicInteger();
        Mirror mirror = start(SMALL, new KafkaWriter(() -> producer), () -> {
            if (tries.incrementAndGet() < 3) {
                throw new ExecutionException(new TimeoutException("nobody answers"));
            }
        });
        mirror.offer(Frames.audio("A", "t", 1));
        await().atMost(Duration.ofSeconds(20)).until(() -> mirror.statistics().sent() == 1);
        assertThat(tries).hasValue(3);
    }

    @Test
    void tellsAReplayAtOnceThatItsAccountMayNot() {
        Mirror mirror = start(SMALL, new KafkaWriter(GatedProducer::open), () -> {
            throw new ExecutionException(new TopicAuthorizationException("media.audio"));
        });
        await().untilAsserted(() ->
                assertThatThrownBy(() -> mirror.put(Frames.audio("A", "t", 1))).isInstanceOf(MirrorException.class));
    }

    @Test
    void goesOnWithANewProducerWhenOneHasBrokenDown() {
        GatedProducer first = GatedProducer.open();
        first.breakDown(new KafkaException("in an error state"));
        GatedProducer second = GatedProducer.open();
        Queue<GatedProducer> producers = new ArrayDeque<>(List.of(first, second));
        Mirror mirror = start(SMALL, new KafkaWriter(producers::remove), () -> {});
        mirror.offer(Frames.audio("A", "t", 1));
        mirror.offer(Frames.audio("A", "t", 2));
        await().until(() -> mirror.statistics().sent() == 1);
        assertThat(mirror.statistics().failed()).isEqualTo(1);
        assertThat(first.closed()).isTrue();
        assertThat(audio(second)).containsExactly(2L);
    }

    @Test
    void closesInTimeAlthoughKafkaIsAway() {
        GatedProducer producer = new GatedProducer();
        Mirror mirror = mirror(SMALL, producer);
        for (int sequence = 1; sequence <= 10; sequence++) {
            mirror.offer(Frames.audio("A", "t", sequence));
        }
        mirror.close();
        assertThat(producer.closed()).isTrue();
        assertThat(mirror.offer(Frames.audio("A", "t", 11))).isFalse();
        assertThat(mirror.statistics().sent()).isZero();
    }

    @Test
    void sendsWhatItHoldsWhenItCloses() {
        GatedProducer producer = GatedProducer.open();
        Mirror mirror = mirror(SMALL, producer);
        for (int sequence = 1; sequence <= 40; sequence++) {
            mirror.offer(Frames.audio("A", "t", sequence));
        }
        mirror.close();
        assertThat(audio(producer)).hasSize(40);
    }

    @Test
    void allocatesNothingOnThePacketPath() {
        Mirror mirror = mirror(SMALL, new GatedProducer());
        AudioFrame frame = Frames.audio("A", "t", 1);
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        for (int i = 0; i < 20_000; i++) {
            mirror.offer(frame);
        }
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20_000; i++) {
            mirror.offer(frame);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(20_000);
    }

    private Mirror mirror(MirrorSettings settings, GatedProducer producer) {
        return start(settings, new KafkaWriter(() -> producer), () -> {});
    }

    private Mirror start(MirrorSettings settings, KafkaWriter writer, TopicCheck topics) {
        Mirror mirror = Mirror.start(settings, writer, topics, Duration.ofMillis(200));
        mirrors.add(mirror);
        return mirror;
    }

    /** The one record offered has left the ring for the producer, which does not take it yet. */
    private static void awaitWaitingInProducer(Mirror mirror) {
        await().until(() -> mirror.held() == 0);
    }

    private static List<Long> audio(GatedProducer producer) {
        List<Long> sequences = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : producer.taken()) {
            if (record.topic().equals(MediaTopics.AUDIO)) {
                try {
                    sequences.add(AudioFrame.parseFrom(record.value()).getSequence());
                } catch (InvalidProtocolBufferException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return sequences;
    }

    private static List<MirrorGap> gaps(GatedProducer producer) {
        List<MirrorGap> gaps = new ArrayList<>();
        for (ProducerRecord<byte[], byte[]> record : producer.taken()) {
            if (record.topic().equals(MediaTopics.CALL_EVENTS)) {
                try {
                    CallEvent event = CallEvent.parseFrom(record.value());
                    if (event.hasMirrorGap()) {
                        gaps.add(event.getMirrorGap());
                    }
                } catch (InvalidProtocolBufferException e) {
                    throw new AssertionError(e);
                }
            }
        }
        return gaps;
    }
}
