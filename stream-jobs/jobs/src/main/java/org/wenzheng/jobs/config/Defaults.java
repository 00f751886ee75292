package org.wenzheng.jobs.config;

/** Every default of the jobs, with its unit. Names in the environment are those of {@link JobsConfig#from}. */
final class Defaults {

    /** Silero's own thresholds; see docs/decisions/2026-11-25-segmentation.md for the times. */
    static SegmentationConfig segmentation(int hangOverMs, int interimMs) {
        return new SegmentationConfig(0.5f, 0.35f, 120, hangOverMs, 200, 96, 96, 15_000, 10_000, interimMs, 80);
    }

    /** KAFKA_BOOTSTRAP: host:port[,host:port]. */
    static final String KAFKA_BOOTSTRAP = "127.0.0.1:9092";

    /** ELASTICSEARCH_URL. */
    static final String ELASTICSEARCH_URL = "http://127.0.0.1:9200";

    /** SEARCH_API_URL: where the recording job asks for keys. */
    static final String SEARCH_API_URL = "http://127.0.0.1:8080";

    /** WENZHENG_VAR: data folder, relative to the working folder. */
    static final String VAR = "var";

    /** JOBS_PORT: Flink's read-only web page on loopback. */
    static final int PORT = 8082;

    /** JOBS_PARALLELISM: subtasks an operator; topics have four partitions. */
    static final int PARALLELISM = 2;

    /** JOBS_STATE_BACKEND: hashmap (state fits into memory: 60 kB a speaker) or rocksdb. */
    static final String STATE_BACKEND = "hashmap";

    /** JOBS_CHECKPOINT_MS: between checkpoints, milliseconds; so much is read again after a kill. Nobody waits for them. */
    static final int CHECKPOINT_MS = 2000;

    /**
     * JOBS_BUFFER_MS: how long a record may wait for company between two operators, milliseconds. 0 sends each at once;
     * more needs a thread an operator that wakes so often, which is most of what idle jobs would burn.
     */
    static final int BUFFER_MS = 0;

    /** JOBS_LINGER_MS: how long a result may wait for company before it goes to Kafka, milliseconds. */
    static final int LINGER_MS = 2;

    /** JOBS_HANG_OVER_MS: silence that ends a segment, milliseconds. */
    static final int HANG_OVER_MS = 480;

    /** JOBS_INTERIM_MS: new speech until an open segment is decoded again, milliseconds. */
    static final int INTERIM_MS = 600;

    /** WENZHENG_LANGUAGE: of calls that name none, BCP 47. */
    static final String LANGUAGE = "zh";

    /** JOBS_ENGINES: recognitions at once, a task manager; JOBS_ENGINE_THREADS: threads each may use. */
    static final int ENGINES = 2;

    static final int ENGINE_THREADS = 1;

    /** JOBS_FINALS_WAITING: finals a subtask takes in before it holds up its input. */
    static final int FINALS_WAITING = 64;

    /** JOBS_REPAIR: whether homophones are corrected, on or off; JOBS_DOMAIN_TEXT: the office's texts, files or folders. */
    static final boolean REPAIR = true;

    /** JOBS_RECOGNITION_TIMEOUT: a running recognition is given up after it, seconds. */
    static final int RECOGNITION_TIMEOUT = 60;

    private Defaults() {}
}
