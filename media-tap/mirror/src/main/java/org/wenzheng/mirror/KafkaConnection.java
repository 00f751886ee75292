package org.wenzheng.mirror;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Where Kafka is and how to speak to it.
 *
 * @param bootstrap addresses as {@code host:port}, separated by commas
 * @param client further client settings, such as SASL and TLS; empty for a broker on loopback
 */
public record KafkaConnection(String bootstrap, Map<String, String> client) {

    private static final String DEFAULT_BOOTSTRAP = "127.0.0.1:9092";

    /** Checks the address and copies the settings. */
    public KafkaConnection {
        if (bootstrap.isBlank()) {
            throw new IllegalArgumentException("KAFKA_BOOTSTRAP is empty; set it to host:port of a broker");
        }
        client = Map.copyOf(client);
    }

    /**
     * Reads {@code KAFKA_BOOTSTRAP} and the file that {@code KAFKA_PROPERTIES} names, if it names one.
     *
     * @throws IllegalArgumentException if that file cannot be read; the message names it
     */
    public static KafkaConnection fromEnvironment(Map<String, String> environment) {
        Properties client = new Properties();
        String file = environment.getOrDefault("KAFKA_PROPERTIES", "");
        if (!file.isBlank()) {
            try (Reader reader = Files.newBufferedReader(Path.of(file))) {
                client.load(reader);
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "KAFKA_PROPERTIES names the file " + file + ", which cannot be read: " + e.getMessage(), e);
            }
        }
        Properties named = client;
        return new KafkaConnection(
                environment.getOrDefault("KAFKA_BOOTSTRAP", DEFAULT_BOOTSTRAP),
                named.stringPropertyNames().stream()
                        .collect(java.util.stream.Collectors.toMap(name -> name, named::getProperty)));
    }

    /** The settings that every client of this Kafka needs. */
    public Properties toClient() {
        Properties settings = new Properties();
        settings.putAll(client);
        settings.put("bootstrap.servers", bootstrap);
        return settings;
    }
}
