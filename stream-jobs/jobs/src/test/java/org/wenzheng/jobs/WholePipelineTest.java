package org.wenzheng.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.jobs.config.JobsConfig;
import org.wenzheng.jobs.config.KafkaConfig;
import org.wenzheng.jobs.kafka.Topics;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.Insight;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;
import org.wenzheng.stream.records.v1.Word;

/**
 * A call's audio through broker, jobs and search node, each a process of its own. The call is Korean and Vosk its only
 * engine. Vosk's words of made speech vary a little from run to run (Kaldi dithers): what is compared does not.
 */
@Tag("slow")
class WholePipelineTest {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final String CALL = "01KAXB3X8Q9Z6T5R4E3W2Q1K0R";
    private static final int SILENCE_MS = 1000;
    private static final int SPEECH_MS = 3600;

    @TempDir
    private Path folder;

    private Path koreanAlone() throws Exception {
        return InstalledWeights.only(folder.resolve("models"), List.of("silero-vad", "vosk-ko"));
    }

    @Test
    void aKoreanCallIsHeardByVoskAlone() throws Exception {
        Path models = koreanAlone();
        try (LocalProcess broker = LocalProcess.broker(folder.resolve("kafka"));
                LocalProcess search = LocalProcess.elasticsearch(folder.resolve("elasticsearch"))) {
            callGoesThrough(
                    Map.of(
                            "WENZHENG_MODELS",
                            models.toString(),
                            "KAFKA_BOOTSTRAP",
                            broker.address(),
                            "ELASTICSEARCH_URL",
                            "http://" + search.address()),
                    new SearchNode(search.address()));
        }
    }

    @Test
    void brokerAndSearchNodeAreReplacedByAddressAndCredentials() throws Exception {
        Path models = koreanAlone();
        try (PasswordBroker broker = PasswordBroker.start(folder.resolve("other-kafka"));
                LocalProcess search = LocalProcess.elasticsearch(folder.resolve("other-elasticsearch"));
                PasswordDoor door = new PasswordDoor(search.address(), "jobs", "s3cret:词")) {
            callGoesThrough(
                    Map.of(
                            "WENZHENG_MODELS",
                            models.toString(),
                            "KAFKA_BOOTSTRAP",
                            broker.address(),
                            "KAFKA_PROPERTIES",
                            broker.clientSettings().toString(),
                            "ELASTICSEARCH_URL",
                            "http://" + door.address(),
                            "ELASTICSEARCH_USERNAME",
                            "jobs",
                            "ELASTICSEARCH_PASSWORD",
                            "s3cret:词"),
                    new SearchNode(search.address()));
            assertThat(door.admitted()).isPositive();
        }
    }

    private void callGoesThrough(Map<String, String> settings, SearchNode search) throws Exception {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("SEARCH_API_URL", "http://127.0.0.1:1"); // nobody: the call is not recorded
        KafkaConfig kafka = JobsConfig.from(environment).kafka();
        Topics.await(kafka);
        try (LocalProcess jobs = LocalProcess.jobs(folder.resolve("jobs"), environment);
                RecordedCall call = new RecordedCall(kafka, CALL, "ko", KoreanSpeech.turns(2, SILENCE_MS))) {
            call.start("录音13800013579");
            call.speakUntil(SILENCE_MS + 2500);
            await("interim text while speech goes on").atMost(PATIENCE).until(() -> !kind(kafka, false)
                    .isEmpty());
            call.end();
            await("both finals").atMost(PATIENCE).until(() -> kind(kafka, true).size() == 2);
            check(kind(kafka, false), kind(kafka, true));
            await("the call in the index")
                    .atMost(PATIENCE)
                    .ignoreExceptions()
                    .until(() -> search.document("calls", CALL)
                                    .path("state")
                                    .asText()
                                    .equals("ended")
                            && search.segments(CALL) == 2);
            check(search, kind(kafka, true));
            await("redacted insight").atMost(PATIENCE).until(() -> finalInsights(kafka) == 2);
            assertThat(jobs.running()).isTrue();
            assertThat(jobs.output()).doesNotContain(KoreanSpeech.LAST_WORD, "13800013579");
        }
    }

    private static List<TranscriptSegment> kind(KafkaConfig kafka, boolean last) {
        return TopicRecords.transcripts(kafka, CALL).stream()
                .filter(segment -> (segment.getKind() == Revision.FINAL) == last)
                .toList();
    }

    private static void check(List<TranscriptSegment> interims, List<TranscriptSegment> finals) {
        assertThat(interims).allSatisfy(interim -> {
            assertThat(interim.getEngine()).startsWith("vosk-ko/");
            assertThat(interim.getText()).isNotBlank();
        });
        for (int turn = 0; turn < 2; turn++) {
            TranscriptSegment heard = finals.get(turn);
            int begin = SILENCE_MS + turn * (SPEECH_MS + SILENCE_MS);
            assertThat(heard.getEngine()).startsWith("vosk-ko/");
            assertThat(heard.getLanguage()).isEqualTo("ko");
            assertThat(heard.getStartMs()).isBetween(begin - 300, begin + 300);
            assertThat(heard.getEndMs()).isBetween(begin + SPEECH_MS - 700, begin + SPEECH_MS + 300);
            // Through a call's codec the model is sure of the polite endings alone.
            assertThat(heard.getText()).contains(KoreanSpeech.STEADY).endsWith(KoreanSpeech.LAST_WORD);
            int before = begin - 300;
            for (Word word : heard.getWordsList()) {
                assertThat(word.getStartMs()).isGreaterThanOrEqualTo(before);
                assertThat(word.getEndMs()).isGreaterThan(word.getStartMs()).isLessThan(heard.getEndMs() + 300);
                assertThat(heard.getText().substring(word.getStartChar(), word.getEndChar()))
                        .isEqualTo(word.getText());
                before = word.getStartMs();
            }
            assertThat(heard.getWords(0).getStartMs()).isBetween(begin - 300, begin + 600);
            assertThat(heard.getWords(heard.getWordsCount() - 1).getEndMs())
                    .isBetween(begin + SPEECH_MS - 900, begin + SPEECH_MS + 300);
        }
    }

    private static void check(SearchNode search, List<TranscriptSegment> finals) throws Exception {
        assertThat(search.document("calls", CALL).path("title").asText()).isEqualTo("录音〔手机号〕");
        for (TranscriptSegment heard : finals) {
            JsonNode found = search.document("segments", heard.getSegment());
            assertThat(found.path("text").asText()).isEqualTo(heard.getText());
            assertThat(found.path("final").asBoolean()).isTrue();
            assertThat(found.path("words")).hasSize(heard.getWordsCount());
            assertThat(found.path("vector")).hasSize(512);
        }
    }

    private static long finalInsights(KafkaConfig kafka) throws Exception {
        long count = 0;
        for (var record : TopicRecords.all(kafka, StreamTopics.INSIGHTS)) {
            Insight insight = Insight.parseFrom(record.value());
            count += insight.getCall().equals(CALL)
                            && insight.hasSegment()
                            && insight.getSegment().getFinal()
                    ? 1
                    : 0;
        }
        return count;
    }
}
