package org.wenzheng.jobs.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wenzheng.jobs.call.TrackKey;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

class RevisionGateTest {
    private KeyedOneInputStreamOperatorTestHarness<String, TranscriptSegment, TranscriptSegment> harness;

    @BeforeEach
    void open() throws Exception {
        harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new RevisionGate()), TrackKey::of, Types.STRING);
        harness.open();
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    private static TranscriptSegment segment(long first, int revision, Revision kind) {
        return TranscriptSegment.newBuilder()
                .setCall("c")
                .setTrack("t")
                .setCallStartedAtUs(5)
                .setFirstSequence(first)
                .setRevision(revision)
                .setKind(kind)
                .build();
    }

    private static TranscriptSegment interim(long first, int revision) {
        return segment(first, revision, Revision.INTERIM);
    }

    private static TranscriptSegment last(long first, int revision) {
        return segment(first, revision, Revision.FINAL);
    }

    private List<TranscriptSegment> through(TranscriptSegment... segments) throws Exception {
        for (TranscriptSegment segment : segments) {
            harness.processElement(segment, 1000);
        }
        return harness.extractOutputValues();
    }

    @Test
    void dropsInterimsThatAreNotNewer() throws Exception {
        assertThat(through(interim(10, 1), interim(10, 3), interim(10, 2), interim(10, 3), last(10, 5)))
                .containsExactly(interim(10, 1), interim(10, 3), last(10, 5));
    }

    @Test
    void dropsInterimsBehindTheFinal() throws Exception {
        assertThat(through(last(10, 4), interim(10, 5), segment(10, 6, Revision.PAUSE)))
                .containsExactly(last(10, 4));
    }

    @Test
    void letsAFinalGiveWayToOneOfHigherRevisionOnly() throws Exception {
        assertThat(through(last(10, 4), last(10, 3), last(10, 4), last(10, 7)))
                .containsExactly(last(10, 4), last(10, 4), last(10, 7));
    }

    @Test
    void letsAFinalPassThatComesAfterTheNextSegmentBegan() throws Exception {
        assertThat(through(interim(10, 1), interim(90, 1), interim(10, 2), last(10, 3), interim(90, 2)))
                .containsExactly(interim(10, 1), interim(90, 1), last(10, 3), interim(90, 2));
    }

    @Test
    void startsAfreshWhenTheRecordingRunsAgain() throws Exception {
        TranscriptSegment again =
                interim(10, 1).toBuilder().setCallStartedAtUs(6).build();
        assertThat(through(last(90, 4), again)).containsExactly(last(90, 4), again);
    }

    @Test
    void forgetsTracksThatAreSilentForLong() throws Exception {
        through(last(10, 4));
        harness.processWatermark(500_000);
        through(last(90, 4));
        harness.processWatermark(601_000);
        assertThat(harness.numKeyedStateEntries()).isOne();
        harness.processWatermark(1_200_000);
        assertThat(harness.numKeyedStateEntries()).isZero();
        assertThat(harness.numEventTimeTimers()).isZero();
    }
}
