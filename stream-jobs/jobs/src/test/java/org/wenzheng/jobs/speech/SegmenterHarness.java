package org.wenzheng.jobs.speech;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.wenzheng.jobs.call.TrackKey;
import org.wenzheng.jobs.config.SegmentationConfig;
import org.wenzheng.media.records.v1.AudioFrame;

/** The segmenter alone, in a harness. */
@SuppressWarnings("try") // harnesses may be interrupted while they close
final class SegmenterHarness implements AutoCloseable {
    static final SegmentationConfig CONFIG =
            new SegmentationConfig(0.5f, 0.35f, 120, 480, 200, 96, 96, 15_000, 10_000, 600, 80);

    private final KeyedOneInputStreamOperatorTestHarness<String, AudioFrame, SpeechRequest> harness;
    private int taken;

    SegmenterHarness(@Nullable OperatorSubtaskState state) throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new Segmenter(CONFIG, new FakeEngines())), TrackKey::of, Types.STRING);
        harness.setup();
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
    }

    void feed(AudioFrame frame) throws Exception {
        harness.processElement(frame, frame.getCapturedAtUs() / 1000);
    }

    void feed(List<AudioFrame> frames) throws Exception {
        for (AudioFrame frame : frames) {
            feed(frame);
        }
    }

    /** What came out since the last time. */
    List<SpeechRequest> taken() {
        List<SpeechRequest> requests = new ArrayList<>();
        List<StreamRecord<? extends SpeechRequest>> all = new ArrayList<>(harness.extractOutputStreamRecords());
        for (; taken < all.size(); taken++) {
            requests.add(all.get(taken).getValue());
        }
        return requests;
    }

    OperatorSubtaskState snapshot(long checkpoint) throws Exception {
        return harness.snapshot(checkpoint, checkpoint);
    }

    int keyedStateEntries() {
        return harness.numKeyedStateEntries();
    }

    @Override
    public void close() throws Exception {
        harness.close();
    }
}
