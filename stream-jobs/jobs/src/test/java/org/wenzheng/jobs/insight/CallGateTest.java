package org.wenzheng.jobs.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wenzheng.jobs.insight.Calls.consent;
import static org.wenzheng.jobs.insight.Calls.ended;
import static org.wenzheng.jobs.insight.Calls.interim;
import static org.wenzheng.jobs.insight.Calls.lost;
import static org.wenzheng.jobs.insight.Calls.said;
import static org.wenzheng.jobs.insight.Calls.staffSaid;
import static org.wenzheng.jobs.insight.Calls.started;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.co.KeyedCoProcessOperator;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wenzheng.jobs.SavedState;
import org.wenzheng.jobs.kafka.DeadLetter;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.TranscriptSegment;

@SuppressWarnings("NullAway.Init") // set up before each test
class CallGateTest {

    private KeyedTwoInputStreamOperatorTestHarness<String, TranscriptSegment, CallEvent, CallUpdate> gate;

    @BeforeEach
    void open() throws Exception {
        gate = harness();
        gate.open();
        gate.setProcessingTime(1_000);
    }

    @AfterEach
    void close() throws Exception {
        gate.close();
    }

    @Test
    void wordsWaitForTheStartOfTheirCall() throws Exception {
        word(interim(1000, "您好我想", 1));
        word(said(1000, "您好，我想问居住证。"));
        assertThat(gate.extractOutputValues()).isEmpty();
        event(started(true));
        List<CallUpdate> updates = gate.extractOutputValues();
        assertThat(updates.get(0).segment()).isNull();
        assertThat(updates.get(0).facts().office()).isEqualTo("澄湖区政务服务中心");
        assertThat(texts()).containsExactly("您好我想", "您好，我想问居住证。");
        assertThat(updates)
                .allSatisfy(update -> assertThat(update.status().state()).isEqualTo("running"));
    }

    @Test
    void nothingPassesWithoutTheConsent() throws Exception {
        event(started(false));
        word(said(1000, "你好。").toBuilder().setAnalyse(false).build());
        event(ended(9000));
        assertThat(gate.extractOutputValues()).isEmpty();
    }

    @Test
    void afterWithdrawalLaterWordsAreDroppedAndTheCallStillEnds() throws Exception {
        event(started(true));
        word(said(1000, "先说一句。"));
        event(consent(4000, false));
        word(said(5000, "不想让你们分析了。").toBuilder().setAnalyse(false).build());
        event(ended(9000));
        assertThat(texts()).containsExactly("先说一句。");
        assertThat(lastStatus()).isEqualTo("ended");
    }

    @Test
    void aConsentThatIsGivenLaterCountsFromThere() throws Exception {
        event(started(false));
        word(said(1000, "前面的。").toBuilder().setAnalyse(false).build());
        assertThat(gate.extractOutputValues()).isEmpty();
        event(consent(4000, true));
        word(said(5000, "后面的。"));
        assertThat(texts()).containsExactly("后面的。");
        assertThat(gate.extractOutputValues().get(0).segment()).isNull();
    }

    @Test
    void eventsMayComeInAnyOrder() throws Exception {
        event(ended(9000));
        word(said(5000, "第二句。"));
        word(said(1000, "第一句。"));
        event(started(true));
        assertThat(texts()).containsExactly("第一句。", "第二句。");
    }

    @Test
    void aLostCallSaysSo() throws Exception {
        event(started(true));
        event(lost(90_000));
        assertThat(lastStatus()).isEqualTo("lost");
    }

    @Test
    void noDetailPassesInWordsOrTitle() throws Exception {
        event(started(true));
        word(interim(1000, "我的电话是1380001", 1));
        word(said(1000, "我的电话是13800013579。"));
        assertThat(texts()).containsExactly("我的电话是〔手机号〕", "我的电话是〔手机号〕。");
        assertThat(gate.extractOutputValues().get(0).facts().title()).isEqualTo("录音〔手机号〕");
    }

    @Test
    void aNumberThatGoesOnInTheNextSegmentIsMaskedInBoth() throws Exception {
        event(started(true));
        word(said(1000, "身份证号是990000"));
        word(interim(4000, "1985031", 1));
        word(said(4000, "198503142074。"));
        assertThat(texts()).containsExactly("身份证号是〔身份证号〕", "〔身份证号〕", "〔身份证号〕。");
    }

    @Test
    void whatIsNoNumberAfterAllIsShownAgain() throws Exception {
        event(started(true));
        word(said(1000, "我排到了235"));
        word(said(4000, "前面还有人。"));
        assertThat(texts()).containsExactly("我排到了〔号码〕", "我排到了235", "前面还有人。");
        word(said(7000, "窗口是208"));
        gate.setProcessingTime(1_000 + CallGate.SETTLE_MS);
        assertThat(texts()).endsWith("窗口是〔号码〕", "窗口是208");
    }

    @Test
    void theOrderOfFinalsMakesNoDifferenceInTheEnd() throws Exception {
        List<TranscriptSegment> call =
                List.of(staffSaid(1000, "请报一下手机号。"), said(4000, "幺三八零零零"), said(7000, "幺三五七九"), said(10_000, "记下了吗？"));
        Map<String, String> inOrder = run(call);
        List<TranscriptSegment> backwards = new ArrayList<>(call);
        java.util.Collections.reverse(backwards);
        assertThat(run(backwards)).isEqualTo(inOrder);
        assertThat(inOrder.values()).containsExactlyInAnyOrder("请报一下手机号。", "〔手机号〕", "〔手机号〕", "记下了吗？");
    }

    @Test
    void whatComesTwiceIsToldTwiceAlike() throws Exception {
        event(started(true));
        word(said(1000, "我叫段怀溪。"));
        event(started(true));
        word(said(1000, "我叫段怀溪。"));
        assertThat(texts()).containsExactly("我叫〔姓名〕。", "我叫〔姓名〕。");
    }

    @Test
    void anInterimAfterItsFinalIsDropped() throws Exception {
        event(started(true));
        word(said(1000, "说完了。"));
        word(interim(1000, "说", 1));
        assertThat(texts()).containsExactly("说完了。");
    }

    @Test
    void unheardStretchesPassAsTheyAre() throws Exception {
        event(started(true));
        word(said(1000, "〔听不清〕").toBuilder().setUnheard(true).build());
        assertThat(texts()).containsExactly("〔听不清〕");
    }

    @Test
    void wordsOfACallThatNeverStartsGoToTheDeadLetters() throws Exception {
        TranscriptSegment orphan = said(1000, "有人吗？");
        word(orphan);
        gate.setProcessingTime(1_000 + CallGate.PATIENCE_MS);
        assertThat(gate.getSideOutput(CallGate.ORPHANS)).singleElement().satisfies(record -> {
            DeadLetter letter = record.getValue();
            assertThat(letter.topic()).isEqualTo(StreamTopics.TRANSCRIPTS);
            assertThat(TranscriptSegment.parseFrom(letter.value())).isEqualTo(orphan);
            assertThat(letter.reason()).doesNotContain("有人");
        });
    }

    @Test
    void aCallIsForgottenAsLateAsItsRawWords() throws Exception {
        event(started(true));
        word(said(1000, "你好。"));
        gate.setProcessingTime(1_000 + CallGate.REMEMBERED_MS / 2);
        event(ended(9000));
        gate.setProcessingTime(1_500 + CallGate.REMEMBERED_MS);
        assertThat(gate.numKeyedStateEntries()).isPositive();
        gate.setProcessingTime(2_000 + 2 * CallGate.REMEMBERED_MS);
        assertThat(gate.numKeyedStateEntries()).isZero();
    }

    @Test
    void goesOnFromACheckpointInTheMiddleOfANumber() throws Exception {
        event(started(true));
        word(said(1000, "我的卡号是99999912"));
        OperatorSubtaskState checkpoint = gate.snapshot(1, 1);
        gate.close();
        gate = harness();
        gate.initializeState(checkpoint);
        gate.open();
        word(said(4000, "34567890，对。"));
        assertThat(texts()).containsExactly("〔银行卡号〕，对。");
    }

    @Test
    void goesOnFromStateThatTheFirstVersionSaved() throws Exception {
        OperatorSubtaskState saved = SavedState.read("insight-gate", () -> {
            event(started(true));
            word(said(1000, "我的卡号是99999912"));
            return gate.snapshot(1, 1);
        });
        gate.close();
        gate = harness();
        gate.initializeState(saved);
        gate.open();
        word(said(4000, "34567890，对。"));
        assertThat(texts()).containsExactly("〔银行卡号〕，对。");
        assertThat(gate.extractOutputValues().get(0).facts().office()).isEqualTo("澄湖区政务服务中心");
    }

    private Map<String, String> run(List<TranscriptSegment> segments) throws Exception {
        try (var fresh = harness()) {
            fresh.open();
            fresh.processElement2(started(true), 0);
            for (TranscriptSegment segment : segments) {
                fresh.processElement1(segment, 0);
            }
            fresh.setProcessingTime(CallGate.SETTLE_MS + 1);
            Map<String, String> last = new LinkedHashMap<>();
            for (CallUpdate update : fresh.extractOutputValues()) {
                if (update.segment() != null) {
                    last.put(update.segment().segment(), update.segment().text());
                }
            }
            return last;
        }
    }

    private void word(TranscriptSegment segment) throws Exception {
        gate.processElement1(segment, 0);
    }

    private void event(CallEvent event) throws Exception {
        gate.processElement2(event, 0);
    }

    private List<String> texts() {
        return gate.extractOutputValues().stream()
                .map(CallUpdate::segment)
                .filter(Objects::nonNull)
                .map(RedactedSegment::text)
                .toList();
    }

    private String lastStatus() {
        List<CallUpdate> updates = gate.extractOutputValues();
        return updates.get(updates.size() - 1).status().state();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, TranscriptSegment, CallEvent, CallUpdate> harness()
            throws Exception {
        var harness = new KeyedTwoInputStreamOperatorTestHarness<>(
                new KeyedCoProcessOperator<>(new CallGate()),
                TranscriptSegment::getCall,
                CallEvent::getCall,
                Types.STRING);
        harness.setup(TypeInformation.of(CallUpdate.class)
                .createSerializer(harness.getExecutionConfig().getSerializerConfig()));
        return harness;
    }
}
