package org.wenzheng.jobs;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobID;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.jobs.cluster.FlinkSettings;
import org.wenzheng.jobs.cluster.LocalCluster;
import org.wenzheng.jobs.config.JobsConfig;
import org.wenzheng.jobs.kafka.Topics;

/**
 * Starts the jobs: without arguments all of them on a cluster inside this process; with {@code --job NAME} one of them
 * where {@code flink run} says. Settings come from the environment ({@link JobsConfig#from}).
 */
public final class Jobs {
    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final String USAGE = "usage: Jobs [--job NAME]";

    private Jobs() {}

    /**
     * Runs until somebody stops it.
     *
     * @param arguments none, or {@code --job NAME}
     */
    public static void main(String[] arguments) throws Exception {
        JobsConfig config = JobsConfig.from(System.getenv());
        switch (arguments.length) {
            case 0 -> runHere(config, List.of(JobKind.values()));
            case 2 -> {
                if (!arguments[0].equals("--job")) {
                    throw new IllegalArgumentException(USAGE);
                }
                submit(config, JobKind.named(arguments[1]));
            }
            default -> throw new IllegalArgumentException(USAGE);
        }
    }

    private static void submit(JobsConfig config, JobKind kind) throws Exception {
        Topics.await(config.kafka());
        var environment =
                StreamExecutionEnvironment.getExecutionEnvironment(FlinkSettings.job(config.flink(), kind.title()));
        kind.build(environment, config);
        environment.execute(kind.title());
    }

    private static void runHere(JobsConfig config, List<JobKind> kinds) throws Exception {
        Topics.await(config.kafka());
        try (LocalCluster cluster = new LocalCluster(config.flink(), kinds.size())) {
            Map<JobKind, JobID> running = new LinkedHashMap<>();
            for (JobKind kind : kinds) {
                var environment = new StreamExecutionEnvironment(FlinkSettings.job(config.flink(), kind.title()));
                environment.setParallelism(config.flink().parallelism());
                kind.build(environment, config);
                running.put(kind, cluster.submit(kind.title(), environment.getStreamGraph()));
            }
            LOG.info(
                    "Jobs {} run; http://127.0.0.1:{} shows them",
                    running.keySet(),
                    config.flink().port());
            for (var job : running.entrySet()) {
                LOG.error("Job {} ended: {}", job.getKey().title(), cluster.await(job.getValue()));
            }
        }
        System.exit(1); // jobs have no end of their own: whoever supervises this process starts it again
    }
}
