package org.wenzheng.kafka;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process of a one-node Kafka broker in KRaft mode, on loopback.
 *
 * <p>It runs until SIGTERM and then closes its logs cleanly; after {@code kill -9} the next start recovers them. Exit
 * codes: 143 after SIGTERM, 1 when it cannot start or go on (the reason is on standard error), 2 for a setting that
 * cannot be used. Settings: {@link BrokerSettings#fromEnvironment}; README.md says how much memory it needs.
 */
public final class LocalKafka {

    private static final Logger log = LoggerFactory.getLogger(LocalKafka.class);

    private final BrokerSettings settings;
    private final DataFolder folder;

    private LocalKafka(BrokerSettings settings) {
        this.settings = settings;
        this.folder = new DataFolder(settings);
    }

    /** Runs the broker; takes no arguments. */
    public static void main(String[] arguments) {
        BrokerSettings settings;
        try {
            settings = BrokerSettings.fromEnvironment(System.getenv());
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        try {
            new LocalKafka(settings).run();
        } catch (StartFailure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private void run() throws StartFailure {
        long begin = System.nanoTime();
        folder.prepare();
        checkFree(settings.port(), "KAFKA_PORT");
        checkFree(settings.controllerPort(), "KAFKA_CONTROLLER_PORT");
        Exit.setHaltProcedure((status, message) -> halt(status));
        KafkaRaftServer server = start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server), "stop"));
        DiskWatch watch = new DiskWatch(folder::freeMb, settings.minimumFreeMb(), free -> {
            System.err.println("Kafka stops, with nothing lost: only " + free + " MiB are free in " + settings.data()
                    + " and " + settings.minimumFreeMb() + " must be. Free some space; it can start again with twice"
                    + " that.");
            // Not from the watch's own thread: the hook waits for the server, not for us.
            System.exit(1);
        });
        watch.start();
        log.info(
                "Kafka is ready on {}:{} after {} ms, data in {}",
                BrokerSettings.HOST,
                settings.port(),
                (System.nanoTime() - begin) / 1_000_000,
                settings.data());
        server.awaitShutdown();
    }

    private KafkaRaftServer start() throws StartFailure {
        try {
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings.toKafka(), false), Time.SYSTEM);
            server.startup();
            return server;
        } catch (Exception e) { // Scala declares none; whatever stops a broker at its start ends here
            log.error("Kafka did not start", e);
            throw new StartFailure(
                    "Kafka cannot start: " + e.getMessage() + ". See the log above; its data is in " + settings.data()
                            + ".",
                    e);
        }
    }

    private static void stop(KafkaRaftServer server) {
        log.info("Kafka is stopping");
        server.shutdown();
        server.awaitShutdown();
        log.info("Kafka has stopped");
    }

    /** The broker's own emergency exit, taken when a log folder fails under it. */
    private void halt(int status) {
        System.err.println("Kafka halts because it can no longer use its data folder " + settings.data() + " ("
                + folder.freeMb() + " MiB free). See the log above; check the disk, then start it again.");
        System.err.flush();
        Runtime.getRuntime().halt(status);
    }

    private static void checkFree(int port, String setting) throws StartFailure {
        try (ServerSocket probe = new ServerSocket()) {
            // As the broker itself does: connections that linger from before a restart are no obstacle.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getByName(BrokerSettings.HOST), port));
        } catch (IOException e) {
            throw new StartFailure(
                    "Kafka cannot use port " + port + " on " + BrokerSettings.HOST + " (" + e.getMessage()
                            + "). Stop what uses it, or set " + setting + " to another port.",
                    e);
        }
    }
}
