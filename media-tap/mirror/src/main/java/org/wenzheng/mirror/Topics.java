package org.wenzheng.mirror;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.wenzheng.media.records.MediaTopics;

/** Makes the topics of mirrored calls where they are absent. */
final class Topics {

    private static final int PATIENCE_MS = 5000;

    private final KafkaConnection connection;

    Topics(KafkaConnection connection) {
        this.connection = connection;
    }

    /**
     * Returns when every topic exists.
     *
     * @throws ExecutionException with Kafka's reason if one could not be made
     * @throws TimeoutException if Kafka does not answer within some seconds
     */
    void ensure() throws InterruptedException, ExecutionException, TimeoutException {
        Properties settings = connection.toClient();
        settings.put("request.timeout.ms", Integer.toString(PATIENCE_MS));
        settings.put("default.api.timeout.ms", Integer.toString(PATIENCE_MS));
        try (Admin admin = Admin.create(settings)) {
            Set<String> present = admin.listTopics().names().get(2 * PATIENCE_MS, TimeUnit.MILLISECONDS);
            List<NewTopic> absent = new ArrayList<>();
            for (String topic : MediaTopics.ALL) {
                if (!present.contains(topic)) {
                    absent.add(describe(topic));
                }
            }
            if (!absent.isEmpty()) {
                admin.createTopics(absent).all().get(2 * PATIENCE_MS, TimeUnit.MILLISECONDS);
            }
        } catch (ExecutionException e) {
            // Somebody else made it in between.
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static NewTopic describe(String topic) {
        return new NewTopic(topic, Optional.of(MediaTopics.PARTITIONS), Optional.empty())
                .configs(Map.of(
                        "retention.ms", Long.toString(MediaTopics.RETENTION.toMillis()),
                        // A segment is deleted as a whole: roll often, or raw words stay longer than they should.
                        "segment.ms", Long.toString(MediaTopics.RETENTION.toMillis() / 4),
                        // Counted from when it was stored: a replay of last week's call is not old at once.
                        "message.timestamp.type", "LogAppendTime"));
    }
}
