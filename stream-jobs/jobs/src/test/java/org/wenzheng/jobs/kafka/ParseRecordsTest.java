package org.wenzheng.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wenzheng.media.records.v1.AudioFrame;

class ParseRecordsTest {
    private static final AudioFrame GOOD = AudioFrame.newBuilder()
            .setSchemaVersion(1)
            .setCall("c")
            .setTrack("t")
            .setCallStartedAtUs(1)
            .setCapturedAtUs(2)
            .setPayload(ByteString.copyFrom(new byte[] {1}))
            .build();

    private OneInputStreamOperatorTestHarness<RawRecord, AudioFrame> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new OneInputStreamOperatorTestHarness<>(
                new ProcessOperator<>(new ParseRecords<>("speech", AudioFrame.class, RecordChecks::audio)));
        harness.setup(ProtobufType.message(AudioFrame.class).createSerializer(new SerializerConfigImpl()));
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private void read(byte @Nullable [] value) throws Exception {
        harness.processElement(new RawRecord("media.audio", 2, 77, new byte[] {9}, value), 5);
    }

    private List<DeadLetter> dead() {
        List<DeadLetter> letters = new ArrayList<>();
        var side = harness.getSideOutput(ParseRecords.DEAD);
        if (side != null) {
            side.forEach(record -> letters.add(record.getValue()));
        }
        return letters;
    }

    @Test
    void goesOnBehindAPoisonRecord() throws Exception {
        read("not a message".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        read(GOOD.toByteArray());
        assertThat(harness.extractOutputValues()).containsExactly(GOOD);
        assertThat(dead()).singleElement().satisfies(letter -> {
            assertThat(letter.topic()).isEqualTo("media.audio");
            assertThat(letter.partition()).isEqualTo(2);
            assertThat(letter.offset()).isEqualTo(77);
            assertThat(letter.key()).containsExactly(9);
            assertThat(letter.job()).isEqualTo("speech");
            assertThat(letter.reason()).contains("malformed");
        });
    }

    @Test
    void saysWhyAReadableRecordCannotBeUsed() throws Exception {
        read(GOOD.toBuilder().setSchemaVersion(2).build().toByteArray());
        read(GOOD.toBuilder().clearTrack().build().toByteArray());
        read(GOOD.toBuilder().clearCapturedAtUs().build().toByteArray());
        read(GOOD.toBuilder().clearPayload().build().toByteArray());
        read(GOOD.toBuilder().setEndOfTrack(true).build().toByteArray());
        read(GOOD.toBuilder()
                .setPayload(ByteString.copyFrom(new byte[20_000]))
                .build()
                .toByteArray());
        read(null);
        assertThat(dead())
                .extracting(DeadLetter::reason)
                .containsExactly(
                        "schema version 2; this job reads 1",
                        "audio without call or track",
                        "audio without a time",
                        "audio without a payload",
                        "end of track with a payload",
                        "payload longer than any Opus packet",
                        "no value");
        assertThat(harness.extractOutputValues()).isEmpty();
    }
}
