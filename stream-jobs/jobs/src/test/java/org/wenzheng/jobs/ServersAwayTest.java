package org.wenzheng.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.jobs.config.JobsConfig;
import org.wenzheng.jobs.config.KafkaConfig;
import org.wenzheng.jobs.kafka.Topics;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** Broker and search node away when the jobs start, and killed in the middle of a call: told, waited for, nothing lost. */
@Tag("slow")
class ServersAwayTest {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final String CALL = "01KAXB3X8Q9Z6T5R4E3W2Q1A0W";
    private static final int TURNS = 3;

    @TempDir
    private Path folder;

    @Test
    void bothAreWaitedForAtTheStartAndInTheMiddle() throws Exception {
        Path models = InstalledWeights.only(folder.resolve("models"), List.of("silero-vad", "vosk-ko"));
        try (LocalProcess broker = LocalProcess.broker(folder.resolve("kafka"));
                LocalProcess search = LocalProcess.elasticsearch(folder.resolve("elasticsearch"))) {
            broker.kill();
            search.kill();
            Map<String, String> settings = Map.of(
                    "WENZHENG_MODELS",
                    models.toString(),
                    "KAFKA_BOOTSTRAP",
                    broker.address(),
                    "ELASTICSEARCH_URL",
                    "http://" + search.address(),
                    "SEARCH_API_URL",
                    "http://127.0.0.1:1");
            KafkaConfig kafka = JobsConfig.from(settings).kafka();
            try (LocalProcess jobs = LocalProcess.jobs(folder.resolve("jobs"), settings)) {
                await("broker missed").atMost(PATIENCE).until(() -> jobs.output()
                        .contains("Waiting for Kafka at " + broker.address()));
                broker.restart();
                Topics.await(kafka);
                await("search node missed").atMost(PATIENCE).until(() -> jobs.output()
                        .contains("Waiting for Elasticsearch at http://" + search.address()));
                search.restart();

                try (RecordedCall call = new RecordedCall(kafka, CALL, "ko", KoreanSpeech.turns(TURNS, 1000))) {
                    SearchNode node = new SearchNode(search.address());
                    call.start("mid-run");
                    call.speakUntil(6500);
                    await("the first final in the index")
                            .atMost(PATIENCE)
                            .ignoreExceptions()
                            .until(() ->
                                    node.segments(CALL) > 0 && finals(kafka).size() == 1);
                    broker.kill();
                    search.kill();
                    broker.restart();
                    call.end();
                    await("all finals")
                            .atMost(PATIENCE)
                            .until(() -> finals(kafka).size() == TURNS);
                    search.restart();
                    await("all of them in the index")
                            .atMost(PATIENCE)
                            .ignoreExceptions()
                            .until(() -> node.segments(CALL) == TURNS
                                    && node.document("calls", CALL)
                                            .path("state")
                                            .asText()
                                            .equals("ended"));
                }
                assertThat(jobs.running()).isTrue();
            }
        }
    }

    private static Set<String> finals(KafkaConfig kafka) {
        return TopicRecords.transcripts(kafka, CALL).stream()
                .filter(segment -> segment.getKind() == Revision.FINAL)
                .map(TranscriptSegment::getSegment)
                .collect(Collectors.toSet());
    }
}
