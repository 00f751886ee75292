package org.wenzheng.jobs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.Uuid;

/** A broker as an office may have one: Kafka's own start, not ours, with settings of its own and a password at its door. */
final class PasswordBroker implements AutoCloseable {
    private static final String LOGIN =
            "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"jobs\" password=\"s3cret\"";

    private final LocalProcess process;
    private final Path clientSettings;

    private PasswordBroker(LocalProcess process, Path clientSettings) {
        this.process = process;
        this.clientSettings = clientSettings;
    }

    static PasswordBroker start(Path folder) throws IOException, InterruptedException {
        String classPath = LocalProcess.packaged("media-tap/local-kafka");
        int port = LocalProcess.freePort();
        int controller = LocalProcess.freePort();
        Files.createDirectories(folder);
        Path settings = folder.resolve("server.properties");
        Files.writeString(
                settings,
                """
                node.id=7
                process.roles=broker,controller
                log.dirs=%s
                listeners=SASL_PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
                advertised.listeners=SASL_PLAINTEXT://127.0.0.1:%d
                listener.security.protocol.map=SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
                controller.listener.names=CONTROLLER
                controller.quorum.voters=7@127.0.0.1:%d
                inter.broker.listener.name=SASL_PLAINTEXT
                sasl.enabled.mechanisms=PLAIN
                sasl.mechanism.inter.broker.protocol=PLAIN
                listener.name.sasl_plaintext.plain.sasl.jaas.config=%s user_jobs="s3cret";
                offsets.topic.replication.factor=1
                offsets.topic.num.partitions=2
                auto.create.topics.enable=false
                """
                        .formatted(folder.resolve("data"), port, controller, port, controller, LOGIN));
        List<String> format = new ArrayList<>(LocalProcess.java(classPath, "kafka.tools.StorageTool"));
        format.addAll(List.of("format", "-t", Uuid.randomUuid().toString(), "-c", settings.toString()));
        Path log = folder.resolve("format.log");
        int code = new ProcessBuilder(format)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("Kafka's own tool did not format the folder: " + Files.readString(log));
        }
        Path client = folder.resolve("client.properties");
        Files.writeString(
                client,
                """
                security.protocol=SASL_PLAINTEXT
                sasl.mechanism=PLAIN
                sasl.jaas.config=%s;
                """
                        .formatted(LOGIN));
        List<String> run = new ArrayList<>(LocalProcess.java(classPath, "kafka.Kafka", "-Xmx384m"));
        run.add(settings.toString());
        return new PasswordBroker(new LocalProcess(run, Map.of(), port, folder), client);
    }

    String address() {
        return process.address();
    }

    /** The file that KAFKA_PROPERTIES names. */
    Path clientSettings() {
        return clientSettings;
    }

    @Override
    public void close() {
        process.close();
    }
}
