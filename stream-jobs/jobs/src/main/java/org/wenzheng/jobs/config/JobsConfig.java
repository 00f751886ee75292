package org.wenzheng.jobs.config;

import java.io.Serializable;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.wenzheng.models.manifest.ModelStore;

/**
 * All settings of the jobs, a record a feature.
 *
 * @param var the data folder, absolute
 */
public record JobsConfig(
        String var,
        KafkaConfig kafka,
        FlinkConfig flink,
        SpeechConfig speech,
        ElasticsearchConfig elasticsearch,
        InsightConfig insight,
        RecordingConfig recording)
        implements Serializable {

    /**
     * Reads the environment.
     *
     * @param environment such as {@link System#getenv()}; absent values take their default
     * @throws IllegalArgumentException naming the value that cannot be used, and what to give instead
     */
    public static JobsConfig from(Map<String, String> environment) {
        Path var = Path.of(Setting.text(environment, "WENZHENG_VAR", Defaults.VAR))
                .toAbsolutePath()
                .normalize();
        return new JobsConfig(
                var.toString(),
                new KafkaConfig(
                        Setting.text(environment, "KAFKA_BOOTSTRAP", Defaults.KAFKA_BOOTSTRAP),
                        Setting.text(environment, "KAFKA_PROPERTIES", ""),
                        Setting.number(environment, "JOBS_LINGER_MS", Defaults.LINGER_MS)),
                new FlinkConfig(
                        Setting.number(environment, "JOBS_PORT", Defaults.PORT),
                        Setting.number(environment, "JOBS_PARALLELISM", Defaults.PARALLELISM),
                        Setting.text(environment, "JOBS_STATE_BACKEND", Defaults.STATE_BACKEND),
                        url(environment, "CHECKPOINTS_URL", folder(var.resolve("checkpoints"))),
                        Setting.number(environment, "JOBS_CHECKPOINT_MS", Defaults.CHECKPOINT_MS),
                        Setting.number(environment, "JOBS_BUFFER_MS", Defaults.BUFFER_MS)),
                new SpeechConfig(
                        Defaults.segmentation(
                                Setting.number(environment, "JOBS_HANG_OVER_MS", Defaults.HANG_OVER_MS),
                                Setting.number(environment, "JOBS_INTERIM_MS", Defaults.INTERIM_MS)),
                        ModelStore.defaultCache(environment).toString(),
                        Setting.text(environment, "WENZHENG_LANGUAGE", Defaults.LANGUAGE),
                        Setting.list(environment, "JOBS_WHISPER_LANGUAGES"),
                        Setting.number(environment, "JOBS_ENGINES", Defaults.ENGINES),
                        Setting.number(environment, "JOBS_ENGINE_THREADS", Defaults.ENGINE_THREADS),
                        Setting.number(environment, "JOBS_FINALS_WAITING", Defaults.FINALS_WAITING),
                        Setting.yes(environment, "JOBS_REPAIR", Defaults.REPAIR),
                        domainText(environment),
                        Setting.number(environment, "JOBS_RECOGNITION_TIMEOUT", Defaults.RECOGNITION_TIMEOUT)),
                new ElasticsearchConfig(
                        url(environment, "ELASTICSEARCH_URL", Defaults.ELASTICSEARCH_URL),
                        Setting.text(environment, "ELASTICSEARCH_USERNAME", ""),
                        Setting.text(environment, "ELASTICSEARCH_PASSWORD", "")),
                new InsightConfig(
                        Setting.text(environment, "WENZHENG_HEAD_TOPICS", ""),
                        Setting.text(environment, "WENZHENG_HEAD_SENTIMENT", ""),
                        Setting.text(environment, "WENZHENG_HEAD_URGENCY", ""),
                        Setting.text(
                                environment,
                                "JOBS_PHRASE_RULES",
                                var.resolve("quality").resolve("phrases.yaml").toString())),
                new RecordingConfig(
                        url(environment, "RECORDINGS_URL", folder(var.resolve("recordings"))),
                        url(environment, "SEARCH_API_URL", Defaults.SEARCH_API_URL),
                        var.resolve("secrets").resolve("jobs.token").toString()));
    }

    /** What the office has said that its words are in, or else what its digital human answers from. */
    private static List<String> domainText(Map<String, String> environment) {
        List<String> given = Setting.list(environment, "JOBS_DOMAIN_TEXT");
        String knowledge = Setting.text(environment, "WENZHENG_KNOWLEDGE", "");
        return given.isEmpty() && !knowledge.isEmpty() ? List.of(knowledge) : given;
    }

    private static URI url(Map<String, String> environment, String name, String otherwise) {
        String value = Setting.text(environment, name, otherwise);
        try {
            return URI.create(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("%s is '%s': give a URL".formatted(name, value), e);
        }
    }

    /** {@code file:///…}, also where the folder does not exist yet. */
    private static String folder(Path folder) {
        return "file://" + folder.toUri().getRawPath();
    }
}
