package org.wenzheng.jobs.config;

import java.io.Serializable;
import java.net.URI;

/**
 * How the jobs run.
 *
 * @param port of Flink's web page on loopback, 0 for any
 * @param parallelism subtasks an operator
 * @param stateBackend hashmap or rocksdb
 * @param checkpoints where checkpoints lie; each job has a folder of its own in it
 * @param checkpointMs between checkpoints, milliseconds
 * @param bufferMs how long a record may wait between two operators, milliseconds; 0: not at all
 */
public record FlinkConfig(
        int port, int parallelism, String stateBackend, URI checkpoints, int checkpointMs, int bufferMs)
        implements Serializable {

    public FlinkConfig {
        Setting.require(port >= 0 && port < 65536, "JOBS_PORT is %s: give 0 to 65535", port);
        Setting.require(parallelism > 0 && parallelism <= 128, "JOBS_PARALLELISM is %s: give 1 to 128", parallelism);
        Setting.require(
                stateBackend.equals("hashmap") || stateBackend.equals("rocksdb"),
                "JOBS_STATE_BACKEND is '%s': give hashmap or rocksdb",
                stateBackend);
        Setting.require(checkpointMs >= 100, "JOBS_CHECKPOINT_MS is %s: give at least 100", checkpointMs);
        Setting.require(bufferMs >= 0 && bufferMs <= 1000, "JOBS_BUFFER_MS is %s: give 0 to 1000", bufferMs);
    }
}
