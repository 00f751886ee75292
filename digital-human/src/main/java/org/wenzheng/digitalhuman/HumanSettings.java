package org.wenzheng.digitalhuman;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * Every setting of the process and its default.
 *
 * @param kafka client settings, bootstrap.servers among them
 * @param searchApi where calls come from
 * @param sfu where rooms are, {@code ws://…}
 * @param token file with the bearer token for search-api
 * @param knowledge folder of service items
 * @param sounds folder of synthesised clauses
 * @param vectors file of the items' vectors
 * @param voice Kokoro's name of it
 * @param capacity calls at a time
 * @param port of the health page on loopback
 */
record HumanSettings(
        Properties kafka,
        URI searchApi,
        URI sfu,
        Path token,
        Path knowledge,
        Path sounds,
        Path vectors,
        String voice,
        int capacity,
        int port) {

    static HumanSettings from(Map<String, String> environment) throws IOException {
        Path var = Path.of(environment.getOrDefault("WENZHENG_VAR", "var")).toAbsolutePath();
        Properties kafka = new Properties();
        String file = environment.getOrDefault("KAFKA_PROPERTIES", "");
        if (!file.isBlank()) {
            try (Reader reader = Files.newBufferedReader(Path.of(file))) {
                kafka.load(reader);
            }
        }
        kafka.put("bootstrap.servers", environment.getOrDefault("KAFKA_BOOTSTRAP", "127.0.0.1:9092"));
        return new HumanSettings(
                kafka,
                URI.create(environment.getOrDefault("SEARCH_API_URL", "http://127.0.0.1:8080")),
                URI.create(environment
                        .getOrDefault("SFU_URL", "http://127.0.0.1:8081")
                        .replaceFirst("^http", "ws")),
                var.resolve("secrets/digital-human.token"),
                Path.of(environment.getOrDefault("WENZHENG_KNOWLEDGE", "digital-human/knowledge")),
                var.resolve("sounds"),
                var.resolve("vectors/items.bin"),
                environment.getOrDefault("WENZHENG_VOICE", "zf_xiaoyi"),
                number(environment, "DIGITAL_HUMAN_CAPACITY", 3),
                number(environment, "DIGITAL_HUMAN_PORT", 8083));
    }

    private static int number(Map<String, String> environment, String name, int otherwise) {
        String text = environment.getOrDefault(name, "");
        if (text.isBlank()) {
            return otherwise;
        }
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " is \"" + text + "\"; it must be a number", e);
        }
    }
}
