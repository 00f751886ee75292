package org.wenzheng.jobs;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.wenzheng.jobs.config.JobsConfig;
import org.wenzheng.jobs.insight.InsightJob;
import org.wenzheng.jobs.recording.RecordingJob;
import org.wenzheng.jobs.speech.SpeechJob;

/** The jobs. They meet in Kafka alone: one that waits holds up no other. */
enum JobKind {
    /** Audio into words. */
    SPEECH(SpeechJob::build),
    /** Audio into encrypted files. */
    RECORDING(RecordingJob::build),
    /** Words into what is kept, found and told. */
    INSIGHT(InsightJob::build);

    /** Lays out the operators of a job. */
    private interface Layout {
        void build(StreamExecutionEnvironment environment, JobsConfig config);
    }

    @SuppressWarnings("ImmutableEnumChecker") // method references hold nothing
    private final Layout layout;

    JobKind(Layout layout) {
        this.layout = layout;
    }

    /** Name on the command line, in checkpoints, consumer groups and uids: never changes. */
    String title() {
        return name().toLowerCase(Locale.ROOT);
    }

    void build(StreamExecutionEnvironment environment, JobsConfig config) {
        layout.build(environment, config);
    }

    static JobKind named(String title) {
        return Arrays.stream(values())
                .filter(kind -> kind.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no job '%s'; there are %s"
                        .formatted(
                                title,
                                Arrays.stream(values()).map(JobKind::title).collect(Collectors.joining(", ")))));
    }
}
