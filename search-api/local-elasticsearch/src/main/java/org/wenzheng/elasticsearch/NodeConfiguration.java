package org.wenzheng.elasticsearch;

/** The node's two configuration files. Any {@code xpack.*} setting would stop the bare server's start. */
final class NodeConfiguration {

    static final String CLUSTER_NAME = "wenzheng-local";
    static final String NODE_NAME = "wenzheng-1";

    private NodeConfiguration() {}

    static String elasticsearchYml(NodeFolders folders, int httpPort, DiskSpace space) {
        return """
                # Written at every start.
                cluster.name: %s
                node.name: %s
                discovery.type: single-node
                network.host: 127.0.0.1
                http.port: %d
                # Nobody joins: the transport layer gets whatever port is free.
                transport.port: 0
                path.data: "%s"
                path.logs: "%s"
                path.repo: ["%s"]
                # How much must be free, and how soon a change of it is seen.
                cluster.routing.allocation.disk.watermark.low: %dmb
                cluster.routing.allocation.disk.watermark.high: %dmb
                cluster.routing.allocation.disk.watermark.flood_stage: %dmb
                cluster.info.update.interval: 10s
                """
                .formatted(
                        CLUSTER_NAME,
                        NODE_NAME,
                        httpPort,
                        quoted(folders.data().resolve("data").toString()),
                        quoted(folders.data().resolve("logs").toString()),
                        quoted(folders.data().resolve("snapshots").toString()),
                        space.createAboveMb(),
                        space.acceptAboveMb(),
                        space.refuseBelowMb());
    }

    static String log4j2Properties() {
        return """
                status = error
                appender.console.type = Console
                appender.console.name = console
                appender.console.layout.type = PatternLayout
                appender.console.layout.pattern = %d{ISO8601} %-5p [%c{1.}] %m%n
                rootLogger.level = warn
                rootLogger.appenderRef.console.ref = console
                # Slow logs print queries and documents, which are citizens' words.
                logger.slow.name = index.search.slowlog
                logger.slow.level = off
                logger.indexing.name = index.indexing.slowlog
                logger.indexing.level = off
                """;
    }

    /** Within a double-quoted YAML scalar. */
    private static String quoted(String path) {
        return path.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
