package org.wenzheng.jobs.cluster;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.wenzheng.jobs.config.FlinkConfig;

/** What Flink is told: of every job, and of the cluster inside this process. */
public final class FlinkSettings {
    private static final String LOOPBACK = "127.0.0.1";

    private FlinkSettings() {}

    /** The id of a job of that name: always the same, so that its checkpoints lie where the last process left them. */
    public static JobID id(String job) {
        UUID id = UUID.nameUUIDFromBytes(("wenzheng job " + job).getBytes(StandardCharsets.UTF_8));
        return new JobID(id.getLeastSignificantBits(), id.getMostSignificantBits());
    }

    /** Settings of one job: at least once, checkpoints that outlive it, restarts without end. */
    public static Configuration job(FlinkConfig config, String job) {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.NAME, job);
        settings.set(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID, id(job).toHexString());
        settings.set(PipelineOptions.OBJECT_REUSE, true); // records are immutable
        settings.set(PipelineOptions.GENERIC_TYPES, false); // Kryo's format must never get into saved state
        settings.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(config.bufferMs()));
        settings.set(StateBackendOptions.STATE_BACKEND, config.stateBackend());
        settings.set(
                CheckpointingOptions.INCREMENTAL_CHECKPOINTS,
                config.stateBackend().equals("rocksdb"));
        settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(config.checkpointMs()));
        settings.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.AT_LEAST_ONCE);
        settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(1));
        // A full disk or a sink that waits must not turn into restarts: the last checkpoint stays good.
        settings.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        settings.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
        settings.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY, config.checkpoints().toString());
        settings.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofMillis(200));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(10));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_BACKOFF_MULTIPLIER, 2.0);
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                Duration.ofMinutes(1));
        // The number of attempts is infinite by default.
        return settings;
    }

    /** Settings of the cluster in this process: loopback, a page to look at and nothing to press. */
    static Configuration cluster(FlinkConfig config) {
        Configuration settings = new Configuration();
        settings.set(RestOptions.ADDRESS, LOOPBACK);
        settings.set(RestOptions.BIND_ADDRESS, LOOPBACK);
        settings.set(JobManagerOptions.BIND_HOST, LOOPBACK);
        settings.set(TaskManagerOptions.BIND_HOST, LOOPBACK);
        settings.set(RestOptions.PORT, config.port());
        settings.set(RestOptions.BIND_PORT, Integer.toString(config.port()));
        settings.set(WebOptions.SUBMIT_ENABLE, false);
        settings.set(WebOptions.CANCEL_ENABLE, false);
        settings.set(WebOptions.RESCALE_ENABLE, false);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        settings.set(
                TaskManagerOptions.MANAGED_MEMORY_SIZE,
                MemorySize.ofMebiBytes(config.stateBackend().equals("rocksdb") ? 192 : 16));
        return settings;
    }
}
