package org.wenzheng.jobs.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;
import org.wenzheng.media.records.v1.AudioFrame;

/** From whatever checkpoint the segmenter is restored, it asks for the same, in the same places, with the same samples. */
@SuppressWarnings("try") // harnesses may be interrupted while they close
class SegmentationDeterminismTest {

    private record Checkpoint(int frame, int requestsBefore, OperatorSubtaskState state) {}

    /** Restores each checkpoint and runs until the next boundaries have shown that nothing moved. */
    private static void check(List<AudioFrame> frames, int every, int framesAfter) throws Exception {
        List<String> expected = new ArrayList<>();
        List<Checkpoint> checkpoints = new ArrayList<>();
        List<Integer> requestsAt = new ArrayList<>();
        try (SegmenterHarness harness = new SegmenterHarness(null)) {
            for (int i = 0; i < frames.size(); i++) {
                if (i % every == every - 1) {
                    checkpoints.add(new Checkpoint(i, expected.size(), harness.snapshot(i)));
                }
                harness.feed(frames.get(i));
                harness.taken().forEach(request -> expected.add(DeterminismCampaign.line(request)));
                requestsAt.add(expected.size());
            }
        }
        assertThat(expected).hasSizeGreaterThan(10);
        for (Checkpoint checkpoint : checkpoints) {
            int end = Math.min(frames.size(), checkpoint.frame() + framesAfter);
            try (SegmenterHarness harness = new SegmenterHarness(checkpoint.state())) {
                // At least once: some packets before the checkpoint come again.
                harness.feed(frames.subList(Math.max(0, checkpoint.frame() - 7), checkpoint.frame()));
                harness.feed(frames.subList(checkpoint.frame(), end));
                assertThat(harness.taken().stream().map(DeterminismCampaign::line))
                        .as("restored before frame %s", checkpoint.frame())
                        .isEqualTo(expected.subList(checkpoint.requestsBefore(), requestsAt.get(end - 1)));
            }
        }
    }

    private static List<AudioFrame> call(int seconds) {
        List<AudioFrame> frames =
                new ArrayList<>(new GeneratedCall(2026).talk(seconds).frames());
        frames.removeIf(frame -> !frame.getEndOfTrack() && frame.getSequence() % 97 > 94);
        return frames;
    }

    @Test
    void everyCheckpointOfAShortCallGivesTheSameSegments() throws Exception {
        check(call(40), 83, 600);
    }
}
