package org.wenzheng.jobs.config;

import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * How to reach Kafka.
 *
 * @param bootstrap host:port, separated by commas
 * @param propertiesFile client settings such as SASL, or empty
 * @param lingerMs how long a producer waits for company, milliseconds
 */
public record KafkaConfig(String bootstrap, String propertiesFile, int lingerMs) implements Serializable {

    public KafkaConfig {
        Setting.require(!bootstrap.isBlank(), "KAFKA_BOOTSTRAP is empty: name host:port of a broker");
        Setting.require(
                lingerMs >= 0 && lingerMs <= 1000, "JOBS_LINGER_MS is %s: give 0 to 1000 milliseconds", lingerMs);
        Setting.require(
                propertiesFile.isEmpty() || Files.isReadable(Path.of(propertiesFile)),
                "KAFKA_PROPERTIES names %s, which cannot be read",
                propertiesFile);
    }

    /**
     * Settings of every Kafka client of the jobs.
     *
     * @throws IllegalArgumentException if the settings file cannot be read any more
     */
    public Properties client() {
        Properties properties = new Properties();
        if (!propertiesFile.isEmpty()) {
            try (var in = Files.newInputStream(Path.of(propertiesFile))) {
                properties.load(in);
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "KAFKA_PROPERTIES names %s, which cannot be read".formatted(propertiesFile), e);
            }
        }
        properties.setProperty("bootstrap.servers", bootstrap);
        return properties;
    }
}
