package org.wenzheng.jobs.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.wenzheng.jobs.SavedState;
import org.wenzheng.jobs.call.AudioPacket;
import org.wenzheng.jobs.call.TrackKey;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.Consents;

@SuppressWarnings("try") // harnesses may be interrupted while they close
class ChunkAssemblerTest {
    private static final long STARTED_US = 1_795_600_000_000_000L;

    private static KeyedOneInputStreamOperatorTestHarness<String, AudioFrame, ClosedChunk> harness(
            @Nullable OperatorSubtaskState state) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new ChunkAssembler()), TrackKey::of, Types.STRING);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    /** One packet of 20 ms. */
    private static AudioFrame frame(int i) {
        return AudioFrame.newBuilder()
                .setCall("c")
                .setCallStartedAtUs(STARTED_US)
                .setParticipant("citizen")
                .setTrack("t")
                .setSequence(1000 + i)
                .setTimestamp(960L * i)
                .setCapturedAtUs(STARTED_US + 20_000L * i)
                .setConsents(Consents.newBuilder().setRecord(true))
                .setPayload(ByteString.copyFrom(new byte[] {(byte) 0xf8, (byte) i}))
                .build();
    }

    private static AudioFrame end(int i) {
        return frame(i).toBuilder().clearPayload().setEndOfTrack(true).build();
    }

    private static List<AudioFrame> frames(int from, int to) {
        return IntStream.range(from, to).mapToObj(ChunkAssemblerTest::frame).toList();
    }

    private static List<ClosedChunk> run(List<AudioFrame> frames) throws Exception {
        try (var harness = harness(null)) {
            for (AudioFrame frame : frames) {
                harness.processElement(frame, 0);
            }
            return harness.extractOutputValues();
        }
    }

    private static long[] sequences(ClosedChunk chunk) {
        return Arrays.stream(chunk.packets()).mapToLong(AudioPacket::sequence).toArray();
    }

    private static List<AudioFrame> with(List<AudioFrame> frames, AudioFrame... more) {
        List<AudioFrame> all = new ArrayList<>(frames);
        all.addAll(List.of(more));
        return all;
    }

    @Test
    void cutsByTheCallsClock() throws Exception {
        List<ClosedChunk> chunks = run(with(frames(200, 1200), end(1200))); // from 4 s to 24 s
        assertThat(chunks).extracting(chunk -> chunk.head().index()).containsExactly(0, 1, 2);
        assertThat(sequences(chunks.get(0)))
                .isEqualTo(LongStream.range(1200, 1500).toArray());
        assertThat(chunks.get(1).head().firstSequence()).isEqualTo(1500);
        assertThat(sequences(chunks.get(1)))
                .startsWith(1496, 1497, 1498, 1499, 1500)
                .endsWith(1999);
        assertThat(sequences(chunks.get(2))).startsWith(1996).endsWith(2199);
    }

    @Test
    void takesNoPreRollAcrossAHole() throws Exception {
        List<ClosedChunk> chunks = run(with(frames(490, 499), frame(510), end(511)));
        assertThat(sequences(chunks.get(1))).containsExactly(1510);
    }

    @Test
    void keepsNothingWithoutConsent() throws Exception {
        List<AudioFrame> frames = new ArrayList<>();
        for (AudioFrame frame : frames(0, 1000)) {
            boolean withdrawn = frame.getSequence() >= 1100 && frame.getSequence() < 1700;
            frames.add(withdrawn ? frame.toBuilder().clearConsents().build() : frame);
        }
        List<ClosedChunk> chunks = run(with(frames, end(1000)));
        assertThat(chunks).extracting(chunk -> chunk.head().index()).containsExactly(0, 1);
        assertThat(sequences(chunks.get(0)))
                .isEqualTo(LongStream.range(1000, 1100).toArray());
        assertThat(sequences(chunks.get(1)))
                .isEqualTo(LongStream.range(1700, 2000).toArray());
    }

    @Test
    void goesOnInTheSameChunkWhenConsentReturnsWithinIt() throws Exception {
        List<AudioFrame> frames = new ArrayList<>(frames(0, 300));
        frames.replaceAll(frame ->
                frame.getSequence() == 1100 ? frame.toBuilder().clearConsents().build() : frame);
        List<ClosedChunk> chunks = run(with(frames, end(300)));
        assertThat(chunks).hasSize(1);
        assertThat(chunks.get(0).packets()).hasSize(299);
    }

    @Test
    void makesTheSameChunksFromAnyCheckpoint() throws Exception {
        List<AudioFrame> frames = with(frames(0, 1300), end(1300));
        List<ClosedChunk> expected = run(frames);
        for (int at : List.of(1, 250, 499, 500, 501, 503, 998, 1299)) {
            OperatorSubtaskState state;
            List<ClosedChunk> before;
            try (var harness = harness(null)) {
                for (AudioFrame frame : frames.subList(0, at)) {
                    harness.processElement(frame, 0);
                }
                state = harness.snapshot(1, 1);
                before = harness.extractOutputValues();
            }
            try (var harness = harness(state)) {
                for (AudioFrame frame : frames.subList(Math.max(0, at - 9), frames.size())) { // some come again
                    harness.processElement(frame, 0);
                }
                List<ClosedChunk> all = new ArrayList<>(before);
                all.addAll(harness.extractOutputValues());
                assertThat(all)
                        .as("restored at %s", at)
                        .usingRecursiveComparison()
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void goesOnFromWhatTheFirstVersionSaved() throws Exception {
        List<AudioFrame> frames = with(frames(480, 620), end(620));
        OperatorSubtaskState state = SavedState.read("chunks", () -> {
            try (var harness = harness(null)) {
                for (AudioFrame frame : frames.subList(0, 100)) {
                    harness.processElement(frame, 0);
                }
                return harness.snapshot(1, 1);
            }
        });
        try (var harness = harness(state)) {
            for (AudioFrame frame : frames.subList(90, frames.size())) {
                harness.processElement(frame, 0);
            }
            assertThat(harness.extractOutputValues())
                    .usingRecursiveComparison()
                    .isEqualTo(run(frames).subList(1, 2));
        }
    }

    @Test
    void holdsNoStateOfATrackThatEnded() throws Exception {
        try (var harness = harness(null)) {
            for (AudioFrame frame : with(frames(0, 700), end(700))) {
                harness.processElement(frame, 0);
            }
            assertThat(harness.numKeyedStateEntries()).isZero();
        }
    }
}
