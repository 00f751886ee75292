package org.wenzheng.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Parser;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.kafka.BrokerProcess;
import org.wenzheng.kafka.TopicReader;
import org.wenzheng.media.records.MediaTopics;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.mirror.KafkaConnection;
import org.wenzheng.mirror.Mirror;
import org.wenzheng.mirror.MirrorSettings;
import org.wenzheng.replay.audio.WavFile;

@Tag("slow")
class ReplayIntoKafkaTest {

    @TempDir
    Path folder;

    @Test
    void putsARecordingOnTheTopicsOfCalls() throws Exception {
        Path file = WavFile.write(folder.resolve("call.wav"), 16_000, 2, 6, WavFile.syllables());
        try (BrokerProcess broker = new BrokerProcess(folder, 19010).start();
                Mirror mirror =
                        Mirror.connect(new KafkaConnection(broker.bootstrap(), Map.of()), MirrorSettings.DEFAULT)) {
            ReplayResult result = new Replay(CallSink.into(mirror))
                    .run(
                            ReplayRequest.of(List.of(file)).at(Instant.parse("2026-11-12T01:00:00Z")),
                            ReplayListener.SILENT);

            assertThat(result.frames()).isEqualTo(600);
            List<AudioFrame> frames = read(broker.bootstrap(), MediaTopics.AUDIO, AudioFrame.parser(), 602);
            assertThat(frames).allMatch(frame -> frame.getCall().equals(result.call()));
            assertThat(frames.stream()
                            .filter(frame -> frame.getTrack().equals("staff-audio"))
                            .map(AudioFrame::getSequence))
                    .isSorted()
                    .hasSize(301);
            List<CallEvent> events = read(broker.bootstrap(), MediaTopics.CALL_EVENTS, CallEvent.parser(), 12);
            assertThat(events.get(0).hasStarted()).isTrue();
            assertThat(events.get(events.size() - 1).hasEnded()).isTrue();
            assertThat(mirror.statistics().sent()).isEqualTo(602 + events.size());
        }
    }

    private static <T> List<T> read(String bootstrap, String topic, Parser<T> parser, int count) throws Exception {
        List<T> records = new ArrayList<>();
        for (byte[] value : TopicReader.read(bootstrap, topic, count)) {
            records.add(parser.parseFrom(value));
        }
        return records;
    }
}
