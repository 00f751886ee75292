package org.wenzheng.jobs.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wenzheng.jobs.SavedState;
import org.wenzheng.jobs.kafka.ProtobufType;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEnded;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.CallStarted;
import org.wenzheng.media.records.v1.EndReason;
import org.wenzheng.media.records.v1.TrackEnded;

class CallWatchTest {
    private KeyedTwoInputStreamOperatorTestHarness<String, AudioFrame, CallEvent, AudioFrame> harness;

    @BeforeEach
    void open() throws Exception {
        create();
        harness.open();
    }

    private void create() throws Exception {
        harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new CallWatch()), AudioFrame::getCall, CallEvent::getCall, Types.STRING);
        harness.setup(ProtobufType.message(AudioFrame.class).createSerializer(new SerializerConfigImpl()));
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static AudioFrame frame(String track, long sequence) {
        return AudioFrame.newBuilder()
                .setCall("c")
                .setCallStartedAtUs(1_000)
                .setTrack(track)
                .setSequence(sequence)
                .setTimestamp(960 * sequence)
                .setCapturedAtUs(20_000 * sequence)
                .setPayload(ByteString.copyFromUtf8("x"))
                .build();
    }

    private static AudioFrame end(String track, long sequence) {
        return frame(track, sequence).toBuilder()
                .clearPayload()
                .setEndOfTrack(true)
                .build();
    }

    private static CallEvent event(java.util.function.UnaryOperator<CallEvent.Builder> what) {
        return what.apply(CallEvent.newBuilder().setCall("c").setAtUs(5)).build();
    }

    private void audio(AudioFrame frame, long atMs) throws Exception {
        harness.processElement1(frame, atMs);
    }

    private void happened(CallEvent event, long atMs) throws Exception {
        harness.processElement2(event, atMs);
    }

    private void time(long ms) throws Exception {
        harness.processBothWatermarks(new org.apache.flink.streaming.api.watermark.Watermark(ms));
    }

    private List<AudioFrame> ends() {
        return harness.extractOutputValues().stream()
                .filter(AudioFrame::getEndOfTrack)
                .toList();
    }

    private int lost() {
        var side = harness.getSideOutput(CallWatch.LOST);
        return side == null ? 0 : side.size();
    }

    @Test
    void passesAudioOn() throws Exception {
        audio(frame("a", 1), 100);
        audio(end("a", 2), 200);
        assertThat(harness.extractOutputValues()).containsExactly(frame("a", 1), end("a", 2));
    }

    @Test
    void closesACallOfWhichNothingCameForAMinute() throws Exception {
        audio(frame("a", 1), 1_000);
        audio(frame("b", 7), 2_000);
        time(61_999);
        assertThat(ends()).isEmpty();
        time(62_000);
        assertThat(ends()).extracting(AudioFrame::getTrack).containsExactlyInAnyOrder("a", "b");
        assertThat(ends()).extracting(AudioFrame::getSequence).containsExactlyInAnyOrder(2L, 8L);
        assertThat(harness.getSideOutput(CallWatch.LOST)).singleElement().satisfies(record -> {
            assertThat(record.getValue().getEnded().getReason()).isEqualTo(EndReason.LOST);
            assertThat(record.getValue().getAtUs()).isEqualTo(140_000); // last seen on the call's own clock
        });
    }

    @Test
    void holdsACallOpenWhileAnythingComes() throws Exception {
        for (int i = 0; i < 6; i++) {
            audio(frame("a", i), 30_000L * i);
            happened(event(e -> e.setMirrorGap(e.getMirrorGap())), 30_000L * i + 10_000);
            time(30_000L * i + 20_000);
        }
        assertThat(ends()).isEmpty();
        assertThat(lost()).isZero();
    }

    @Test
    void endsATrackWhoseOwnEndDidNotCome() throws Exception {
        audio(frame("a", 1), 1_000);
        audio(frame("b", 1), 1_000);
        happened(
                event(e -> e.setTrackEnded(TrackEnded.newBuilder().setTrack("a").setLastSequence(9))), 1_500);
        audio(frame("a", 2), 1_400); // read later, mirrored before
        time(1_499);
        assertThat(ends()).isEmpty();
        time(1_500);
        assertThat(ends()).singleElement().satisfies(frame -> {
            assertThat(frame.getTrack()).isEqualTo("a");
            assertThat(frame.getSequence()).isEqualTo(3);
        });
    }

    @Test
    void addsNoSecondEnd() throws Exception {
        audio(frame("a", 1), 1_000);
        happened(event(e -> e.setTrackEnded(TrackEnded.newBuilder().setTrack("a"))), 1_500);
        audio(end("a", 2), 1_450);
        happened(event(e -> e.setEnded(CallEnded.getDefaultInstance())), 1_600);
        time(100_000);
        assertThat(ends()).containsExactly(end("a", 2));
        assertThat(lost()).isZero();
    }

    @Test
    void endsAllTracksWithTheCall() throws Exception {
        audio(frame("a", 1), 1_000);
        audio(frame("b", 1), 1_000);
        happened(event(e -> e.setEnded(CallEnded.getDefaultInstance())), 1_600);
        time(1_600);
        assertThat(ends()).hasSize(2);
        assertThat(lost()).isZero();
    }

    @Test
    void keepsNothingOfACallThatIsOver() throws Exception {
        audio(frame("a", 1), 1_000);
        happened(event(e -> e.setEnded(CallEnded.getDefaultInstance())), 1_600);
        time(1_600);
        time(700_000);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }

    @Test
    void goesOnFromWhatTheFirstVersionSaved() throws Exception {
        OperatorSubtaskState state = SavedState.read("watch", () -> {
            audio(frame("a", 1), 1_000);
            audio(frame("b", 4), 2_000);
            return harness.snapshot(1, 1);
        });
        harness.close();
        create();
        harness.initializeState(state);
        harness.open();
        time(62_000);
        assertThat(ends()).extracting(AudioFrame::getTrack).containsExactlyInAnyOrder("a", "b");
        assertThat(lost()).isOne();
    }

    @Test
    void watchesARecordingThatIsReplayedOnceMore() throws Exception {
        audio(frame("a", 1), 1_000);
        happened(event(e -> e.setEnded(CallEnded.getDefaultInstance())), 1_600);
        time(1_600);
        happened(event(e -> e.setStarted(CallStarted.getDefaultInstance())), 10_000);
        audio(frame("a", 1), 10_100);
        time(20_000);
        assertThat(ends()).hasSize(1);
        time(80_000);
        assertThat(ends()).hasSize(2);
        assertThat(lost()).isOne();
    }
}
