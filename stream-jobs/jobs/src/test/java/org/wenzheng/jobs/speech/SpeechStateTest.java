package org.wenzheng.jobs.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.wenzheng.jobs.SavedState;
import org.wenzheng.jobs.call.TrackKey;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** State that the first version saved is restored, and the job goes on from it as if nothing had been. */
@SuppressWarnings("try") // harnesses may be interrupted while they close
class SpeechStateTest {
    private static final int SAVED_AT = 120;

    private static List<AudioFrame> frames() {
        return new GeneratedCall(77).silence(800).voice(3000).silence(900).frames();
    }

    private static OperatorSubtaskState inTheMiddleOfSpeech() throws Exception {
        try (SegmenterHarness harness = new SegmenterHarness(null)) {
            harness.feed(frames().subList(0, SAVED_AT));
            return harness.snapshot(1);
        }
    }

    private static List<String> finals(SegmenterHarness harness) {
        return harness.taken().stream()
                .filter(SpeechRequest::isFinal)
                .map(request -> "%s %s %s..%s %s..%s"
                        .formatted(
                                request.segment(),
                                request.revision(),
                                request.firstSequence(),
                                request.lastSequence(),
                                request.startMs(),
                                request.endMs()))
                .toList();
    }

    @Test
    void segmenterGoesOn() throws Exception {
        List<String> expected;
        try (SegmenterHarness harness = new SegmenterHarness(null)) {
            harness.feed(frames());
            expected = finals(harness);
        }
        OperatorSubtaskState state = SavedState.read("segmenter", SpeechStateTest::inTheMiddleOfSpeech);
        try (SegmenterHarness harness = new SegmenterHarness(state)) {
            harness.feed(frames().subList(SAVED_AT - 5, frames().size()));
            assertThat(finals(harness)).hasSize(1).isEqualTo(expected);
        }
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, TranscriptSegment, TranscriptSegment> gate()
            throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new RevisionGate()), TrackKey::of, Types.STRING);
        harness.setup();
        return harness;
    }

    private static TranscriptSegment segment(int revision, Revision kind) {
        return TranscriptSegment.newBuilder()
                .setCall("c")
                .setTrack("t")
                .setFirstSequence(10)
                .setRevision(revision)
                .setKind(kind)
                .build();
    }

    @Test
    void gateRemembersTheFinal() throws Exception {
        OperatorSubtaskState state = SavedState.read("gate", () -> {
            try (var harness = gate()) {
                harness.open();
                harness.processElement(segment(5, Revision.FINAL), 1);
                return harness.snapshot(1, 1);
            }
        });
        try (var harness = gate()) {
            harness.initializeState(state);
            harness.open();
            harness.processElement(segment(6, Revision.INTERIM), 1);
            harness.processElement(segment(6, Revision.FINAL), 1);
            assertThat(harness.extractOutputValues()).containsExactly(segment(6, Revision.FINAL));
        }
    }
}
