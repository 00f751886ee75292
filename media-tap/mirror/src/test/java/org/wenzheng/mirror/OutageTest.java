package org.wenzheng.mirror;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.kafka.BrokerProcess;
import org.wenzheng.kafka.TopicReader;
import org.wenzheng.media.records.MediaTopics;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEvent;

/** What a mirror does while a real broker is dead; {@code -Dwenzheng.outage.seconds=60} makes it a minute. */
@Tag("slow")
class OutageTest {

    private static final Duration OUTAGE = Duration.ofSeconds(Long.getLong("wenzheng.outage.seconds", 12));
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    Path folder;

    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable open : opened) {
            open.close();
        }
    }

    @Test
    void resumesByItselfAndCountsRightAfterAnOutage() throws Exception {
        BrokerProcess broker = broker();
        Mirror mirror = mirror(broker, new MirrorSettings(1 << 12, 64 << 10, 64, 64 << 10, 5));
        long sequence = 0;
        while (sequence < 200) {
            mirror.offer(Frames.audio("A", "t", ++sequence));
        }
        await().atMost(PATIENCE).until(() -> mirror.statistics().waiting() == 0);
        broker.kill();
        while (mirror.statistics().dropped() < 1000) {
            mirror.offer(Frames.audio("A", "t", ++sequence));
        }
        await().atMost(PATIENCE).until(() -> mirror.statistics().lag().compareTo(OUTAGE) > 0);
        broker.start();
        await().atMost(PATIENCE).until(() -> mirror.statistics().waiting() == 0);
        for (int i = 0; i < 200; i++) {
            assertThat(mirror.offer(Frames.audio("A", "t", ++sequence))).isTrue();
        }
        mirror.close();

        MirrorStatistics end = mirror.statistics();
        assertThat(end.offered()).isEqualTo(sequence);
        assertThat(end.failed()).isZero();
        assertThat(end.sent()).isEqualTo(sequence - end.dropped());
        List<AudioFrame> arrived = read(broker, MediaTopics.AUDIO, AudioFrame.parser(), end.sent());
        assertThat(arrived)
                .extracting(AudioFrame::getSequence)
                .hasSize((int) end.sent())
                .doesNotHaveDuplicates()
                .isSorted();
        List<CallEvent> events = read(broker, MediaTopics.CALL_EVENTS, CallEvent.parser(), 1);
        assertThat(events.stream().mapToLong(e -> e.getMirrorGap().getDropped()).sum())
                .isEqualTo(end.dropped());
    }

    @Test
    void losesNothingOfAReplayWhenTheBrokerComesLateAndDiesOnTheWay() throws Exception {
        BrokerProcess broker = new BrokerProcess(folder, 19020);
        opened.add(broker);
        Mirror mirror = mirror(broker, new MirrorSettings(256, 64 << 10, 16, 64 << 10, 5));
        Thread replay = new Thread(() -> {
            try {
                for (int sequence = 1; sequence <= 20_000; sequence++) {
                    mirror.put(Frames.audio("A", "t", sequence));
                }
            } catch (InterruptedException | MirrorException e) {
                Thread.currentThread().interrupt();
            }
        });
        replay.start();
        await().until(() -> mirror.held() > 100);
        broker.start();
        await().atMost(PATIENCE).until(() -> mirror.statistics().sent() > 2_000);
        broker.kill();
        broker.start();
        await().atMost(PATIENCE).until(() -> !replay.isAlive());
        assertThat(mirror.flush(PATIENCE)).isTrue();
        assertThat(read(broker, MediaTopics.AUDIO, AudioFrame.parser(), 20_000))
                .extracting(AudioFrame::getSequence)
                .isEqualTo(LongStream.rangeClosed(1, 20_000).boxed().toList());
    }

    @Test
    void makesTheTopicsAgainWhenTheBrokerHasLostItsData() throws Exception {
        BrokerProcess broker = broker();
        Mirror mirror = mirror(broker, MirrorSettings.DEFAULT);
        mirror.put(Frames.audio("A", "t", 1));
        assertThat(mirror.flush(PATIENCE)).isTrue();
        broker.kill();
        delete(folder.resolve("kafka"));
        broker.start();
        mirror.put(Frames.audio("A", "t", 2));
        assertThat(mirror.flush(PATIENCE)).isTrue();
        assertThat(read(broker, MediaTopics.AUDIO, AudioFrame.parser(), 1))
                .extracting(AudioFrame::getSequence)
                .containsExactly(2L);
    }

    private BrokerProcess broker() {
        BrokerProcess broker = new BrokerProcess(folder, 19020).start();
        opened.add(broker);
        return broker;
    }

    private Mirror mirror(BrokerProcess broker, MirrorSettings settings) {
        Mirror mirror = Mirror.connect(new KafkaConnection(broker.bootstrap(), Map.of()), settings);
        opened.add(0, mirror);
        return mirror;
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static <T> List<T> read(BrokerProcess broker, String topic, Parser<T> parser, long count) throws Exception {
        List<T> records = new ArrayList<>();
        for (byte[] value : TopicReader.read(broker.bootstrap(), topic, count)) {
            records.add(parser.parseFrom(value));
        }
        return records;
    }
}
