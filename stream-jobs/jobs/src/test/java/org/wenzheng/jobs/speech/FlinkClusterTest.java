package org.wenzheng.jobs.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.jobs.InstalledWeights;
import org.wenzheng.jobs.LocalProcess;
import org.wenzheng.jobs.RecordedCall;
import org.wenzheng.jobs.SearchNode;
import org.wenzheng.jobs.TopicRecords;
import org.wenzheng.jobs.cluster.FlinkProcesses;
import org.wenzheng.jobs.config.JobsConfig;
import org.wenzheng.jobs.config.KafkaConfig;
import org.wenzheng.jobs.kafka.Topics;
import org.wenzheng.jobs.opus.MediaFile;
import org.wenzheng.jobs.opus.OpusDecoder;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** The same jar on a cluster of processes, one of which is killed while it works: Whisper's finals are those of a quiet run. */
@Tag("slow")
class FlinkClusterTest {
    private static final Duration PATIENCE = Duration.ofMinutes(8);
    private static final Path RECORDING = Path.of("../../search-api/cli/demo/audio/35.opus");
    private static final int SECONDS = 20;

    @TempDir
    private Path folder;

    @Test
    void oneTaskManagerKilledChangesNothing() throws Exception {
        Path models = InstalledWeights.only(folder.resolve("models"), List.of("silero-vad", "whisper-base"));
        try (LocalProcess broker = LocalProcess.broker(folder.resolve("kafka"));
                FlinkProcesses flink = new FlinkProcesses(folder.resolve("flink"), 2)) {
            List<LocalProcess> taskManagers = List.of(flink.taskManager("0"), flink.taskManager("1"));
            Map<String, String> settings = Map.of(
                    "WENZHENG_MODELS",
                    models.toString(),
                    "WENZHENG_VAR",
                    folder.resolve("var").toString(),
                    "KAFKA_BOOTSTRAP",
                    broker.address(),
                    "JOBS_CHECKPOINT_MS",
                    "500");
            KafkaConfig kafka = JobsConfig.from(settings).kafka();
            Topics.await(kafka);
            flink.run("speech", settings);
            short[] pcm = Arrays.copyOf(MediaFile.read(RECORDING), SECONDS * OpusDecoder.RATE);

            try (RecordedCall whole = new RecordedCall(kafka, "whole", "zh", pcm);
                    RecordedCall broken = new RecordedCall(kafka, "broken", "zh", pcm)) {
                whole.start("");
                whole.end();
                await("the undisturbed call").atMost(PATIENCE).until(() -> closed(kafka, "whole"));

                broken.start("");
                broken.speakUntil(SECONDS * 1000 / 2);
                await("words of its first half").atMost(PATIENCE).until(() -> !TopicRecords.transcripts(kafka, "broken")
                        .isEmpty());
                await("a checkpoint").atMost(PATIENCE).until(() -> checkpoints(flink) > 0);
                int working = taskManagerAtWork(flink);
                taskManagers.get(working).kill();
                broken.end();
                Set<String> expected = finals(kafka, "whole");
                await("the disturbed call")
                        .atMost(PATIENCE)
                        .until(() -> finals(kafka, "broken").size() >= expected.size());
                assertThat(finals(kafka, "broken")).isEqualTo(expected).hasSizeGreaterThan(2);
                assertThat(taskManagers.get(1 - working).running()).isTrue();
                assertThat(restarts(flink)).isPositive();
            }
        }
    }

    /** Whether the last packet's words are there: the recording is cut off in speech or after it, so that its end closes it. */
    private boolean closed(KafkaConfig kafka, String call) {
        List<TranscriptSegment> segments = TopicRecords.transcripts(kafka, call);
        Set<Long> open =
                segments.stream().map(TranscriptSegment::getFirstSequence).collect(Collectors.toSet());
        segments.stream()
                .filter(segment -> segment.getKind() == Revision.FINAL)
                .forEach(segment -> open.remove(segment.getFirstSequence()));
        return !segments.isEmpty()
                && open.isEmpty()
                && segments.stream().mapToInt(TranscriptSegment::getEndMs).max().orElse(0) > (SECONDS - 4) * 1000;
    }

    private static Set<String> finals(KafkaConfig kafka, String call) {
        Set<String> finals = new TreeSet<>();
        for (TranscriptSegment segment : TopicRecords.transcripts(kafka, call)) {
            if (segment.getKind() == Revision.FINAL) {
                assertThat(segment.getEngine()).startsWith("whisper-base/");
                finals.add("%s %s..%s %s"
                        .formatted(
                                segment.getFirstSequence(),
                                segment.getStartMs(),
                                segment.getEndMs(),
                                segment.getText()));
            }
        }
        return finals;
    }

    /** Either may be idle, since Flink fills the slots of one first: the one that runs the job's first operator is not. */
    private static int taskManagerAtWork(FlinkProcesses flink) throws Exception {
        SearchNode rest = new SearchNode(flink.address());
        String vertices = "/jobs/" + job(flink);
        String vertex = rest.get(vertices).at("/vertices/0/id").asText();
        return rest.get(vertices + "/vertices/" + vertex)
                .at("/subtasks/0/taskmanager-id")
                .asInt(-1);
    }

    private static int checkpoints(FlinkProcesses flink) throws Exception {
        return new SearchNode(flink.address())
                .get("/jobs/" + job(flink) + "/checkpoints")
                .at("/counts/completed")
                .asInt();
    }

    private static int restarts(FlinkProcesses flink) throws Exception {
        return new SearchNode(flink.address())
                .get("/jobs/" + job(flink) + "/checkpoints")
                .at("/counts/restored")
                .asInt();
    }

    private static String job(FlinkProcesses flink) throws Exception {
        return new SearchNode(flink.address())
                .get("/jobs")
                .path("jobs")
                .path(0)
                .path("id")
                .asText();
    }
}
