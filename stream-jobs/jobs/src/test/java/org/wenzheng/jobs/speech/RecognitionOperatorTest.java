package org.wenzheng.jobs.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.runtime.tasks.mailbox.Mail;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.wenzheng.jobs.SavedState;
import org.wenzheng.jobs.config.SpeechConfig;
import org.wenzheng.jobs.kafka.ProtobufType;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.speech.Transcript;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

@SuppressWarnings("try") // harnesses may be interrupted while they close
@Timeout(60)
class RecognitionOperatorTest {
    private static final SerializerConfig SERIALIZERS = new SerializerConfigImpl();
    private static final SpeechConfig CONFIG =
            new SpeechConfig(SegmenterHarness.CONFIG, "none", "zh", List.of(), 2, 1, 4, false, List.of(), 5);

    private static SpeechRequest request(String track, long first, int revision, Revision kind, int samples) {
        return new SpeechRequest(
                "call",
                7_000_000,
                "p",
                1,
                track,
                "zh",
                true,
                true,
                first,
                first + 9,
                kind,
                revision,
                100,
                900,
                50_000,
                8_000_000,
                new short[samples]);
    }

    private static SpeechRequest last(String track, long first, int samples) {
        return request(track, first, 9, Revision.FINAL, samples);
    }

    private static OneInputStreamOperatorTestHarness<SpeechRequest, TranscriptSegment> harness(
            SpeechEngines engines, @Nullable OperatorSubtaskState state) throws Exception {
        var harness = new OneInputStreamOperatorTestHarness<>(
                new RecognitionOperatorFactory(engines, CONFIG),
                TypeInformation.of(SpeechRequest.class).createSerializer(SERIALIZERS));
        harness.setup(ProtobufType.message(TranscriptSegment.class).createSerializer(SERIALIZERS));
        if (state != null) {
            harness.initializeState(state);
        }
        harness.open();
        return harness;
    }

    private static List<TranscriptSegment> outputs(
            OneInputStreamOperatorTestHarness<SpeechRequest, TranscriptSegment> harness, int expected) {
        await().until(() -> {
            harness.getTaskMailbox().drain().forEach(RecognitionOperatorTest::run);
            return harness.extractOutputValues().size() >= expected;
        });
        return harness.extractOutputValues();
    }

    private static void run(Mail mail) {
        try {
            mail.run();
        } catch (Exception e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Test
    void placesWordsInTheirCall() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script();
                var harness = harness(script.engines(), null)) {
            harness.processElement(last("a", 10, 16_000), 1);
            TranscriptSegment segment = outputs(harness, 1).get(0);
            assertThat(segment.getSegment()).isEqualTo("call:a:10");
            assertThat(segment.getText()).isEqualTo("16000");
            assertThat(segment.getWords(0).getStartMs()).isEqualTo(550); // sample 0 is 50 ms into the call
            assertThat(segment.getKind()).isEqualTo(Revision.FINAL);
            assertThat(segment.getLastCapturedAtUs()).isEqualTo(8_000_000);
            assertThat(segment.getEngine()).isEqualTo("script/1");
        }
    }

    /** The state of an operator whose engines have not answered yet. */
    private static OperatorSubtaskState withoutWords() throws Exception {
        OperatorSubtaskState state;
        try (ScriptedEngines.Script script = ScriptedEngines.script()) {
            CountDownLatch hold = script.hold();
            try (var harness = harness(script.engines(), null)) {
                harness.processElement(last("a", 10, 1600), 1);
                harness.processElement(last("b", 20, 3200), 1);
                harness.processElement(request("c", 30, 1, Revision.INTERIM, 800), 1);
                state = harness.snapshot(1, 1);
                hold.countDown(); // or closing would wait for the words
            }
        }
        return state;
    }

    @Test
    void keepsFinalsThatHaveNoWordsYetAndFindsThemAgain() throws Exception {
        findsThemAgain(withoutWords());
    }

    @Test
    void findsFinalsThatTheFirstVersionKept() throws Exception {
        findsThemAgain(SavedState.read("recognition", RecognitionOperatorTest::withoutWords));
    }

    private static void findsThemAgain(OperatorSubtaskState state) throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script();
                var harness = harness(script.engines(), state)) {
            assertThat(outputs(harness, 2))
                    .extracting(TranscriptSegment::getText)
                    .containsExactlyInAnyOrder("1600", "3200");
        }
    }

    @Test
    void letsANewerInterimTakeThePlaceOfAWaitingOne() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script()) {
            CountDownLatch hold = script.hold();
            try (var harness = harness(script.engines(), null)) {
                harness.processElement(request("a", 10, 1, Revision.INTERIM, 100), 1);
                await().until(() -> script.running() == 1);
                harness.processElement(request("a", 10, 2, Revision.INTERIM, 200), 1);
                harness.processElement(request("a", 10, 3, Revision.INTERIM, 300), 1);
                hold.countDown();
                assertThat(outputs(harness, 2))
                        .extracting(TranscriptSegment::getText)
                        .containsExactly("100", "300");
            }
        }
    }

    @Test
    void hearsAPauseBesideTheInterimThatRuns() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script()) {
            CountDownLatch hold = script.hold();
            try (var harness = harness(script.engines(), null)) {
                harness.processElement(request("a", 10, 1, Revision.INTERIM, 100), 1);
                await().until(() -> script.running() == 1);
                harness.processElement(request("a", 10, 2, Revision.INTERIM, 200), 1);
                harness.processElement(request("a", 10, 3, Revision.PAUSE, 300), 1);
                await().until(() -> script.running() == 2);
                harness.processElement(last("a", 10, 300), 1);
                hold.countDown();
                assertThat(outputs(harness, 3))
                        .extracting(TranscriptSegment::getText)
                        .containsExactlyInAnyOrder("100", "300", "300");
                assertThat(script.calls()).isEqualTo(2);
            }
        }
    }

    @Test
    void takesTheWordsOfThePauseWhenNothingWasSaidSince() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script();
                var harness = harness(script.engines(), null)) {
            harness.processElement(request("a", 10, 1, Revision.PAUSE, 500), 1);
            outputs(harness, 1);
            harness.processElement(request("a", 10, 2, Revision.FINAL, 500), 1);
            assertThat(outputs(harness, 2))
                    .extracting(TranscriptSegment::getKind)
                    .containsExactly(Revision.PAUSE, Revision.FINAL);
            assertThat(script.calls()).isOne();
        }
    }

    @Test
    void hearsAgainWhenMoreWasSaidAfterThePause() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script();
                var harness = harness(script.engines(), null)) {
            harness.processElement(request("a", 10, 1, Revision.PAUSE, 500), 1);
            outputs(harness, 1);
            harness.processElement(request("a", 10, 2, Revision.FINAL, 700), 1);
            assertThat(outputs(harness, 2).get(1).getText()).isEqualTo("700");
        }
    }

    @Test
    void givesDoubtfulWordsAtOnceAndBetterOnesAsTheNextRevision() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script();
                var harness = harness(script.engines(), null)) {
            script.doubt("first", "second");
            CountDownLatch hold = script.holdSecondLook();
            harness.processElement(last("a", 10, 400), 1);
            assertThat(outputs(harness, 1))
                    .extracting(TranscriptSegment::getText)
                    .containsExactly("first");
            hold.countDown();
            assertThat(outputs(harness, 2))
                    .extracting(TranscriptSegment::getText, TranscriptSegment::getKind, TranscriptSegment::getRevision)
                    .containsExactly(tuple("first", Revision.FINAL, 9), tuple("second", Revision.FINAL, 10));
        }
    }

    @Test
    void leavesTheFirstWordsWhereTheSecondLookAgrees() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script();
                var harness = harness(script.engines(), null)) {
            script.doubt("same", "same");
            harness.processElement(last("a", 10, 400), 1);
            outputs(harness, 1);
            await().until(() -> script.calls() == 2 && script.running() == 0);
            script.doubt(null, null);
            harness.processElement(last("a", 20, 600), 1);
            assertThat(outputs(harness, 2))
                    .extracting(TranscriptSegment::getText)
                    .containsExactly("same", "600");
        }
    }

    @Test
    void leavesTheFirstWordsWhereTheSecondLookFails() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script();
                var harness = harness(script.engines(), null)) {
            script.doubt("first", "never");
            CountDownLatch hold = script.holdSecondLook();
            harness.processElement(last("a", 10, 400), 1);
            outputs(harness, 1);
            script.failNext(1, new ModelException.Permanent("cannot take this", null));
            script.doubt(null, null);
            hold.countDown();
            await().until(() -> script.calls() == 2 && script.running() == 0);
            harness.processElement(last("a", 20, 600), 1);
            assertThat(outputs(harness, 2))
                    .extracting(TranscriptSegment::getText)
                    .containsExactly("first", "600");
        }
    }

    @Test
    void keepsBackThatNothingWasUnderstoodUntilTheSecondLook() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script();
                var harness = harness(script.engines(), null)) {
            script.doubt(Transcript.UNHEARD, "understood");
            harness.processElement(last("a", 10, 400), 1);
            assertThat(outputs(harness, 1))
                    .extracting(TranscriptSegment::getText)
                    .containsExactly("understood");
        }
    }

    @Test
    void hearsAFinalAgainWhoseSecondLookWasStillToCome() throws Exception {
        OperatorSubtaskState state;
        try (ScriptedEngines.Script script = ScriptedEngines.script()) {
            script.doubt("first", "second");
            CountDownLatch hold = script.holdSecondLook();
            try (var harness = harness(script.engines(), null)) {
                harness.processElement(last("a", 10, 400), 1);
                outputs(harness, 1);
                state = harness.snapshot(1, 1);
                hold.countDown();
            }
        }
        try (ScriptedEngines.Script script = ScriptedEngines.script()) {
            script.doubt("first", "second");
            try (var harness = harness(script.engines(), state)) {
                assertThat(outputs(harness, 2))
                        .extracting(TranscriptSegment::getText)
                        .containsExactly("first", "second");
            }
        }
    }

    @Test
    void neverLetsASecondLookTakeTheLastThread() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script();
                var harness = harness(script.engines(), null)) {
            script.doubt("first", "second");
            CountDownLatch hold = script.holdSecondLook();
            harness.processElement(last("a", 10, 400), 1);
            harness.processElement(last("b", 20, 400), 1);
            outputs(harness, 2); // two second looks wait for two threads
            script.doubt(null, null);
            harness.processElement(last("c", 30, 600), 1);
            assertThat(outputs(harness, 3).get(2).getText()).isEqualTo("600");
            hold.countDown();
        }
    }

    @Test
    void leavesOutLooksThatOnlyBetterWhereSomeWait() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script();
                var harness = harness(script.engines(), null)) {
            script.doubt("first", "second");
            script.onlyBetter();
            CountDownLatch hold = script.holdSecondLook();
            // More than the operator takes in: each would wait for the look of the first.
            for (int i = 0; i < 6; i++) {
                harness.processElement(last("track" + i, 10 * (i + 1), 400), 1);
                outputs(harness, i + 1);
            }
            hold.countDown();
            assertThat(outputs(harness, 7))
                    .extracting(TranscriptSegment::getText)
                    .containsExactly("first", "first", "first", "first", "first", "first", "second");
        }
    }

    @Test
    void takesEveryLookThatIsNeeded() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script();
                var harness = harness(script.engines(), null)) {
            script.doubt("first", "second");
            CountDownLatch hold = script.holdSecondLook();
            for (int i = 0; i < 3; i++) {
                harness.processElement(last("track" + i, 10 * (i + 1), 400), 1);
                outputs(harness, i + 1);
            }
            hold.countDown();
            assertThat(outputs(harness, 6))
                    .extracting(TranscriptSegment::getText)
                    .containsExactly("first", "first", "first", "second", "second", "second");
        }
    }

    @Test
    void triesTransientFailuresAgain() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script();
                var harness = harness(script.engines(), null)) {
            script.failNext(2, new ModelException.Transient("out of memory", null));
            harness.processElement(last("a", 10, 400), 1);
            assertThat(outputs(harness, 1).get(0).getText()).isEqualTo("400");
        }
    }

    @Test
    void givesUpOneSegmentAndGoesOn() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script();
                var harness = harness(script.engines(), null)) {
            script.failNext(1, new ModelException.Permanent("cannot take this", null));
            harness.processElement(last("a", 10, 400), 1);
            assertThat(outputs(harness, 1).get(0).getText()).isEqualTo(Transcript.UNHEARD);
            assertThat(outputs(harness, 1).get(0).getUnheard()).isTrue();
            harness.processElement(last("a", 20, 600), 1);
            assertThat(outputs(harness, 2).get(1).getText()).isEqualTo("600");
        }
    }

    @Test
    void stopsTheJobWhenNoEngineCanBeLoaded() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script();
                var harness = harness(script.engines(), null)) {
            script.absent("whisper-base is missing: fetch it");
            harness.processElement(last("a", 10, 400), 1);
            assertThatThrownBy(() -> outputs(harness, 1)).hasStackTraceContaining("whisper-base is missing: fetch it");
        }
    }

    @Test
    void letsAStreamingEngineGiveTheInterims() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script();
                var harness = harness(script.engines(), null)) {
            script.stream("zh");
            harness.processElement(request("a", 10, 1, Revision.INTERIM, 100), 1);
            outputs(harness, 1);
            harness.processElement(request("a", 10, 2, Revision.INTERIM, 250), 1);
            outputs(harness, 2);
            harness.processElement(last("a", 10, 300), 1);
            assertThat(outputs(harness, 3))
                    .extracting(TranscriptSegment::getText)
                    .containsExactly("streamed 100", "streamed 250", "300");
        }
    }

    @Test
    void letsTheStreamingEngineWriteFinalsWhereTheOtherIsNotInstalled() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script();
                var harness = harness(script.engines(), null)) {
            script.notInstalled();
            script.stream("zh");
            harness.processElement(last("a", 10, 320), 1);
            assertThat(outputs(harness, 1))
                    .extracting(TranscriptSegment::getText, TranscriptSegment::getEngine)
                    .containsExactly(tuple("streamed 320", "stream/1"));
        }
    }

    @Test
    void letsTheStreamingEngineWriteFinalsWhereTheOtherLacksTheLanguage() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script();
                var harness = harness(script.engines(), null)) {
            script.languages(Set.of("zh", "en"));
            script.stream("ko");
            SpeechRequest korean = new SpeechRequest(
                    "call",
                    7,
                    "p",
                    1,
                    "a",
                    "ko-KR",
                    true,
                    true,
                    10,
                    19,
                    Revision.FINAL,
                    3,
                    0,
                    900,
                    0,
                    8,
                    new short[640]);
            harness.processElement(korean, 1);
            assertThat(outputs(harness, 1).get(0).getText()).isEqualTo("streamed 640");
            assertThat(outputs(harness, 1).get(0).getEngine()).isEqualTo("stream/1");
        }
    }

    @Test
    void dropsInterimsWhileFinalsWait() throws Exception {
        try (ScriptedEngines.Script script = ScriptedEngines.script()) {
            CountDownLatch hold = script.hold();
            try (var harness = harness(script.engines(), null)) {
                for (int i = 0; i < 4; i++) { // two run, two wait
                    harness.processElement(last("t" + i, 10, 100 + i), 1);
                }
                await().until(() -> script.running() == 2);
                harness.processElement(request("x", 10, 1, Revision.INTERIM, 5), 1);
                hold.countDown();
                assertThat(outputs(harness, 4)).allMatch(segment -> segment.getKind() == Revision.FINAL);
                harness.processElement(last("x", 10, 6), 1);
                assertThat(outputs(harness, 5))
                        .extracting(TranscriptSegment::getText)
                        .doesNotContain("5");
            }
        }
    }
}
