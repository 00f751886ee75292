package org.wenzheng.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Settings of the one-node broker, all of its defaults included.
 *
 * @param data folder of the broker's logs and of its metadata
 * @param port TCP port of clients, on loopback
 * @param controllerPort TCP port of the node's own controller, on loopback
 * @param minimumFreeMb free space in MiB below which the broker stops rather than fill the disk; it starts with twice that
 */
public record BrokerSettings(Path data, int port, int controllerPort, long minimumFreeMb) {

    static final int DEFAULT_PORT = 9092;
    static final long DEFAULT_MINIMUM_FREE_MB = 256;
    static final String HOST = "127.0.0.1";

    private static final int NODE = 1;

    /** Checks the ports and the free space. */
    public BrokerSettings {
        if (port < 1 || port > 65535 || controllerPort < 1 || controllerPort > 65535 || port == controllerPort) {
            throw new IllegalArgumentException("Kafka needs two different ports from 1 to 65535, not " + port + " and "
                    + controllerPort + "; set KAFKA_PORT and KAFKA_CONTROLLER_PORT");
        }
        if (minimumFreeMb < 0) {
            throw new IllegalArgumentException("KAFKA_MINIMUM_FREE_MB must not be negative, but is " + minimumFreeMb);
        }
    }

    /**
     * Reads {@code WENZHENG_VAR}, {@code KAFKA_PORT}, {@code KAFKA_CONTROLLER_PORT} (one above by default) and
     * {@code KAFKA_MINIMUM_FREE_MB}.
     *
     * @throws IllegalArgumentException if one of them cannot be used; the message names it
     */
    public static BrokerSettings fromEnvironment(Map<String, String> environment) {
        int port = (int) number(environment, "KAFKA_PORT", DEFAULT_PORT);
        return new BrokerSettings(
                Path.of(environment.getOrDefault("WENZHENG_VAR", "var"), "kafka")
                        .toAbsolutePath(),
                port,
                (int) number(environment, "KAFKA_CONTROLLER_PORT", port + 1L),
                number(environment, "KAFKA_MINIMUM_FREE_MB", DEFAULT_MINIMUM_FREE_MB));
    }

    private static long number(Map<String, String> environment, String name, long otherwise) {
        String text = environment.get(name);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, but is \"" + text + "\"", e);
        }
    }

    /** The node's number in its metadata. */
    int node() {
        return NODE;
    }

    /** The broker's own configuration, sized for a machine that it shares with everything else. */
    Properties toKafka() {
        Properties kafka = new Properties();
        kafka.put("node.id", Integer.toString(NODE));
        kafka.put("process.roles", "broker,controller");
        kafka.put("log.dirs", data.toString());
        kafka.put("listeners", "PLAINTEXT://" + HOST + ":" + port + ",CONTROLLER://" + HOST + ":" + controllerPort);
        kafka.put("advertised.listeners", "PLAINTEXT://" + HOST + ":" + port);
        kafka.put("controller.listener.names", "CONTROLLER");
        kafka.put("controller.quorum.voters", NODE + "@" + HOST + ":" + controllerPort);
        kafka.put("auto.create.topics.enable", "false");
        // One node: nothing is replicated.
        kafka.put("offsets.topic.replication.factor", "1");
        kafka.put("transaction.state.log.replication.factor", "1");
        kafka.put("transaction.state.log.min.isr", "1");
        kafka.put("share.coordinator.state.topic.replication.factor", "1");
        kafka.put("share.coordinator.state.topic.min.isr", "1");
        // Few threads, files and buffers; the defaults are for a server of its own.
        kafka.put("offsets.topic.num.partitions", "4");
        kafka.put("transaction.state.log.num.partitions", "4");
        kafka.put("share.coordinator.state.topic.num.partitions", "1");
        kafka.put("num.network.threads", "2");
        kafka.put("num.io.threads", "4");
        kafka.put("background.threads", "2");
        kafka.put("queued.max.requests", "100");
        kafka.put("log.cleaner.dedupe.buffer.size", Long.toString(8L << 20));
        kafka.put("log.segment.bytes", Long.toString(64L << 20));
        kafka.put("log.index.size.max.bytes", Long.toString(1L << 20));
        kafka.put("metadata.log.segment.bytes", Long.toString(16L << 20));
        kafka.put("metadata.max.retention.bytes", Long.toString(32L << 20));
        // A whole video frame is one record.
        kafka.put("message.max.bytes", Long.toString(4L << 20));
        // An idle node writes a metadata record each five seconds instead of two a second.
        kafka.put("metadata.max.idle.interval.ms", "5000");
        // After kill -9 the new process waits until the old one's session is over: keep that short.
        kafka.put("broker.heartbeat.interval.ms", "500");
        kafka.put("broker.session.timeout.ms", "4000");
        kafka.put("controlled.shutdown.enable", "false");
        kafka.put("group.initial.rebalance.delay.ms", "0");
        return kafka;
    }
}
