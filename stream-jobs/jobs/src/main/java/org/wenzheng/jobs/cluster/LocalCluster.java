package org.wenzheng.jobs.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.jobs.config.FlinkConfig;

/** A Flink cluster of one task manager inside this process. */
public final class LocalCluster implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalCluster.class);

    private final FlinkConfig config;
    private final MiniCluster cluster;

    /**
     * Starts the cluster and its web page.
     *
     * @param jobs how many jobs it must have room for
     * @throws IOException when it cannot start, such as on a port in use
     */
    public LocalCluster(FlinkConfig config, int jobs) throws IOException {
        this.config = config;
        this.cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(FlinkSettings.cluster(config))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(jobs * config.parallelism())
                .build());
        try {
            cluster.start();
        } catch (Exception e) {
            close();
            throw new IOException(
                    "Flink did not start; is port %s in use? Set JOBS_PORT to a free one.".formatted(config.port()), e);
        }
    }

    /**
     * Starts a job from its newest whole checkpoint, or afresh where it has none.
     *
     * @throws IOException when Flink refuses it
     */
    public JobID submit(String name, StreamGraph graph) throws IOException, InterruptedException {
        JobID id = FlinkSettings.id(name);
        graph.setJobId(id);
        Path folder = Path.of(config.checkpoints()).resolve(id.toHexString());
        RetainedCheckpoints.newest(folder)
                .ifPresentOrElse(
                        checkpoint -> {
                            LOG.info("Job {} goes on from {}", name, checkpoint.getFileName());
                            graph.setSavepointRestoreSettings(SavepointRestoreSettings.forPath(
                                    checkpoint.toUri().toString(), false, RecoveryClaimMode.CLAIM));
                        },
                        () -> LOG.info(
                                "Job {} starts without a checkpoint: it reads all that Kafka still holds", name));
        try {
            return cluster.submitJob(graph).get().getJobID();
        } catch (ExecutionException e) {
            throw new IOException("Flink refused the job " + name, e.getCause());
        }
    }

    /** Returns when a job has ended, which it does only if it was cancelled or cannot go on. */
    public JobResult await(JobID job) throws InterruptedException, IOException {
        try {
            return cluster.requestJobResult(job).get();
        } catch (ExecutionException e) {
            throw new IOException("Flink lost the job " + job, e.getCause());
        }
    }

    @Override
    public void close() {
        cluster.closeAsync().join();
    }
}
