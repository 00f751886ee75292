package org.wenzheng.jobs.insight;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.wenzheng.jobs.insight.Calls.CALL;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.jobs.SavedState;
import org.wenzheng.jobs.insight.index.IndexWrite;
import org.wenzheng.jobs.redaction.Redactor;
import org.wenzheng.media.records.MediaTopics;
import org.wenzheng.search.contract.SearchIndices;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.Insight;
import org.wenzheng.stream.records.v1.TranscriptSegment;

@SuppressWarnings("NullAway.Init") // set up before each test
class CallSummaryTest {

    private static final CallStatus RUNNING = CallStatus.NEW.consents(true, true);
    private static final CallStatus ENDED = RUNNING.ended(Calls.STARTED_US + 64_000_000L, false);

    @TempDir
    Path rules;

    private KeyedOneInputStreamOperatorTestHarness<String, AnalysedUpdate, IndexWrite> summary;

    @BeforeEach
    void open() throws Exception {
        summary = harness();
        summary.open();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, AnalysedUpdate, IndexWrite> harness() throws Exception {
        return new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(
                        new CallSummary(rules.resolve("phrases.yaml").toString())),
                AnalysedUpdate::call,
                Types.STRING);
    }

    @AfterEach
    void close() throws Exception {
        summary.close();
    }

    @Test
    void aSegmentIsWrittenWhereItsCallsMonthIs() throws Exception {
        take(RUNNING, Calls.said(6480, "我的电话是13800013579。"), "residence", "neutral", 0.5f);
        IndexWrite write = summary.extractOutputValues().get(0);
        assertThat(write.index()).isEqualTo("segments-2025.11");
        assertThat(write.id()).isEqualTo(CALL + ":citizen-audio:6480");
        assertThat(write.version()).isEqualTo(SearchIndices.version(true, 3));
        assertThat(write.sourceTopic()).isEqualTo(StreamTopics.TRANSCRIPTS);
        JsonNode document = json(write);
        assertThat(document.get("text").asText()).isEqualTo("我的电话是〔手机号〕。");
        assertThat(document.get("role").asText()).isEqualTo("citizen");
        assertThat(document.get("origin").asText()).isEqualTo("replay");
        assertThat(document.get("at").asText()).isEqualTo("2025-11-25T01:00:06.480Z");
        assertThat(document.get("topics").get(0).asText()).isEqualTo("residence");
        assertThat(document.get("vector")).hasSize(2);
        assertThat(document.at("/redactions/0/kind").asText()).isEqualTo("mobile");
        assertThat(document.get("words")).hasSize(7);
        assertThat(document.get("last_captured_at_ms").asLong()).isEqualTo(Calls.STARTED_US / 1000 + 8480);
        assertThat(document.toString()).doesNotContain("1380001");
    }

    @Test
    void anInterimLeavesTheCallAsItIs() throws Exception {
        take(RUNNING, Calls.interim(1000, "我想问", 2), null, "unsure", 0);
        assertThat(summary.extractOutputValues()).singleElement().satisfies(write -> {
            assertThat(write.version()).isEqualTo(2);
            assertThat(json(write).get("final").asBoolean()).isFalse();
            assertThat(json(write).has("vector")).isFalse();
        });
    }

    @Test
    void theCallIsTheSumOfItsFinals() throws Exception {
        take(RUNNING, null, null, "unsure", 0);
        assertThat(call().get("segments").asInt()).isZero();
        assertThat(call().get("sentiment").asText()).isEqualTo("unsure");
        take(RUNNING, Calls.said(1000, "居住证到期了怎么办？"), "residence", "neutral", 0.1f);
        take(RUNNING, Calls.said(4000, "跑了三趟都不给办！"), "residence", "negative", 0.9f);
        take(RUNNING, Calls.staffSaid(8000, "请问公积金您交了吗？"), "provident-fund", "neutral", 0.1f);
        take(ENDED, null, null, "unsure", 0);
        JsonNode call = call();
        assertThat(call.get("segments").asInt()).isEqualTo(3);
        assertThat(call.get("topics").get(0).asText()).isEqualTo("residence");
        assertThat(call.get("sentiment").asText()).isEqualTo("negative");
        assertThat(call.get("state").asText()).isEqualTo("ended");
        assertThat(call.get("duration_ms").asInt()).isEqualTo(64_000);
        assertThat(call.get("ended_at").asText()).isEqualTo("2025-11-25T01:01:04Z");
        assertThat(call.get("recorded").asBoolean()).isTrue();
        assertThat(lastCallWrite().version()).isEqualTo(SearchIndices.version(true, 64_000));
        assertThat(lastCallWrite().sourceTopic()).isEqualTo(MediaTopics.CALL_EVENTS);
    }

    @Test
    void theCallTellsHowItWasServed() throws Exception {
        take(RUNNING, Calls.staffSaid(0, "这个不归我管。"), null, "neutral", 0);
        take(RUNNING, Calls.said(2500, "那我该去找谁呢？"), "residence", "neutral", 0.1f);
        take(RUNNING, Calls.staffSaid(5000, "请您去公安综合窗口。"), null, "neutral", 0);
        take(RUNNING, Calls.said(8000, "跑了三趟都不给办！"), "residence", "negative", 0.9f);
        JsonNode quality = call().get("quality");
        assertThat(quality.get("staff").get(0).asText()).isEqualTo("staff");
        assertThat(quality.get("citizen_ms").asLong()).isEqualTo(4000);
        assertThat(quality.get("greeting").asText()).isEqualTo("missing");
        assertThat(quality.get("courtesies").asInt()).isEqualTo(1);
        assertThat(quality.get("mood_start").asText()).isEqualTo("neutral");
        assertThat(quality.get("mood_end").asText()).isEqualTo("negative");
        assertThat(quality.get("kinds")).extracting(JsonNode::asText).containsExactly("forbidden", "no_greeting");
        JsonNode finding = quality.get("findings").get(1);
        assertThat(finding.get("kind").asText()).isEqualTo("forbidden");
        assertThat(finding.get("phrase").asText()).isEqualTo("不归我管");
        assertThat(finding.get("segment").asText()).isEqualTo(CALL + ":staff-audio:0");
        assertThat(finding.get("start_ms").asLong()).isEqualTo(571); // third of seven characters in 2 s
    }

    @Test
    void aSecondReplayGivesTheSameDocuments() throws Exception {
        Map<String, String> once = replay();
        Map<String, String> twice = replay();
        assertThat(twice).isEqualTo(once);
        assertThat(call().get("segments").asInt()).isEqualTo(2);
    }

    @Test
    void insightsTellTheSame() throws Exception {
        take(RUNNING, Calls.said(1000, "我叫段怀溪，谢谢您。"), "residence", "positive", 0.25f);
        List<Insight> insights = summary.getSideOutput(CallSummary.INSIGHTS).stream()
                .map(record -> record.getValue())
                .toList();
        assertThat(insights).hasSize(2);
        assertThat(insights.get(0).getSegment().getText()).isEqualTo("我叫〔姓名〕，谢谢您。");
        assertThat(insights.get(0).getSegment().getRedactions(0).getKind()).isEqualTo("name");
        assertThat(insights.get(0).getSegment().getTopics(0).getLabel()).isEqualTo("residence");
        assertThat(insights.get(1).getWholeCall().getSegments()).isEqualTo(1);
        assertThat(insights.get(1).getWholeCall().getSentiment().getLabel()).isEqualTo("positive");
    }

    @Test
    void aCallIsForgottenInTheEnd() throws Exception {
        take(RUNNING, Calls.said(1000, "你好。"), null, "neutral", 0);
        summary.setProcessingTime(CallGate.REMEMBERED_MS + 1);
        assertThat(summary.numKeyedStateEntries()).isZero();
    }

    @Test
    void addsToTheSumThatTheFirstVersionSaved() throws Exception {
        OperatorSubtaskState saved = SavedState.read("insight-summary", () -> {
            take(RUNNING, Calls.said(1000, "居住证到期了怎么办？"), "residence", "neutral", 0.1f);
            take(RUNNING, Calls.said(4000, "跑了三趟都不给办！"), "residence", "negative", 0.9f);
            return summary.snapshot(1, 1);
        });
        summary.close();
        summary = harness();
        summary.initializeState(saved);
        summary.open();
        take(ENDED, Calls.staffSaid(8000, "请问公积金您交了吗？"), "provident-fund", "neutral", 0.1f);
        assertThat(call().get("segments").asInt()).isEqualTo(3);
        assertThat(call().get("topics").get(0).asText()).isEqualTo("residence");
        assertThat(call().get("sentiment").asText()).isEqualTo("negative");
        assertThat(call().get("duration_ms").asInt()).isEqualTo(64_000);
    }

    private Map<String, String> replay() throws Exception {
        int before = summary.extractOutputValues().size();
        take(RUNNING, null, null, "unsure", 0);
        take(RUNNING, Calls.said(1000, "居住证到期了。"), "residence", "neutral", 0.1f);
        take(RUNNING, Calls.said(4000, "谢谢您！"), null, "positive", 0);
        take(ENDED, null, null, "unsure", 0);
        Map<String, String> documents = new LinkedHashMap<>();
        List<IndexWrite> all = summary.extractOutputValues();
        for (IndexWrite write : all.subList(before, all.size())) {
            documents.put(write.id(), new String(write.document(), UTF_8));
        }
        return documents;
    }

    private void take(
            CallStatus status, @Nullable TranscriptSegment raw, @Nullable String topic, String sentiment, float urgency)
            throws Exception {
        RedactedSegment segment = raw == null
                ? null
                : RedactedSegment.of(
                        raw,
                        new Redactor()
                                .redact(new org.wenzheng.jobs.redaction.Utterance(
                                        raw.getSegment(),
                                        raw.getTrack(),
                                        raw.getFirstSequence(),
                                        raw.getStartMs(),
                                        raw.getEndMs(),
                                        raw.getText(),
                                        raw.getWordsList().stream()
                                                .map(w -> new org.wenzheng.jobs.redaction.SpokenWord(
                                                        w.getStartChar(),
                                                        w.getEndChar(),
                                                        w.getStartMs(),
                                                        w.getEndMs(),
                                                        w.getConfidence()))
                                                .toList(),
                                        false)));
        CallFacts facts = CallFacts.of(Calls.started(true), Calls.started(true), new Redactor());
        Analysis analysis = sentiment.equals("unsure")
                ? Analysis.none()
                : new Analysis(
                        sentiment,
                        0.75f,
                        List.of(new LabelScore(sentiment, 0.75f), new LabelScore("other", 0.25f)),
                        urgency,
                        topic == null ? List.of() : List.of(new LabelScore(topic, 0.75f)),
                        new float[] {0.6f, 0.8f});
        summary.processElement(new AnalysedUpdate(new CallUpdate(facts, status, segment), analysis), 0);
    }

    private JsonNode call() throws Exception {
        return json(lastCallWrite());
    }

    private IndexWrite lastCallWrite() {
        List<IndexWrite> calls = summary.extractOutputValues().stream()
                .filter(write -> write.index().startsWith("calls-"))
                .toList();
        return calls.get(calls.size() - 1);
    }

    private static JsonNode json(IndexWrite write) throws Exception {
        return new ObjectMapper().readTree(write.document());
    }
}
