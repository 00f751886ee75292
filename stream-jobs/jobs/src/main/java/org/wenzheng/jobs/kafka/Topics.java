package org.wenzheng.jobs.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.jobs.config.KafkaConfig;
import org.wenzheng.media.records.MediaTopics;
import org.wenzheng.stream.records.StreamTopics;

/** Waits for Kafka and creates the topics that are absent. */
public final class Topics {
    private static final Logger LOG = LoggerFactory.getLogger(Topics.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String DELETE = TopicConfig.CLEANUP_POLICY_DELETE;
    private static final String COMPACT_AND_DELETE = TopicConfig.CLEANUP_POLICY_COMPACT + "," + DELETE;

    private Topics() {}

    /**
     * Returns once every topic that the jobs read or write exists; says every few seconds what it waits for.
     *
     * @throws InterruptedException when told to stop waiting
     */
    public static void await(KafkaConfig config) throws InterruptedException {
        Properties properties = config.client();
        properties.putIfAbsent("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
        properties.putIfAbsent("request.timeout.ms", Long.toString(PATIENCE.toMillis()));
        try (Admin admin = Admin.create(properties)) {
            while (!created(admin, config.bootstrap())) {
                TimeUnit.SECONDS.sleep(1);
            }
        }
    }

    private static boolean created(Admin admin, String bootstrap) throws InterruptedException {
        try {
            Set<String> present = admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            List<NewTopic> absent = new ArrayList<>();
            for (String topic : MediaTopics.ALL) {
                absent.add(topic(topic, MediaTopics.PARTITIONS, MediaTopics.RETENTION, DELETE));
            }
            for (String topic : StreamTopics.ALL) {
                boolean compacted = StreamTopics.COMPACTED.contains(topic);
                absent.add(topic(
                        topic,
                        StreamTopics.PARTITIONS,
                        StreamTopics.RETENTION,
                        compacted ? COMPACT_AND_DELETE : DELETE));
            }
            absent.removeIf(topic -> present.contains(topic.name()));
            if (!absent.isEmpty()) {
                admin.createTopics(absent).all().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            }
            return true;
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) { // somebody else was faster: look again
                LOG.warn("Waiting for Kafka at {}: {}", bootstrap, String.valueOf(e.getCause()));
            }
            return false;
        } catch (TimeoutException e) {
            LOG.warn("Waiting for Kafka at {}: no answer within {} s", bootstrap, PATIENCE.toSeconds());
            return false;
        }
    }

    private static NewTopic topic(String name, int partitions, Duration retention, String cleanup) {
        return new NewTopic(name, java.util.Optional.of(partitions), java.util.Optional.empty())
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(retention.toMillis()),
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        cleanup));
    }
}
