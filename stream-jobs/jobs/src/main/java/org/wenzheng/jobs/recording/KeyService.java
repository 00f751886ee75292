package org.wenzheng.jobs.recording;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wenzheng.jobs.config.RecordingConfig;
import org.wenzheng.stream.records.RecordingChunks;

/** Asks search-api for the key of a call, and remembers it for a while. Thread-safe. */
final class KeyService {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A key that was deleted is used no longer than this. */
    private static final Duration REMEMBERED = Duration.ofMinutes(1);

    private static final int MOST_REMEMBERED = 1000;
    private static final int GONE = 410;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final RecordingConfig config;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    /** Guarded by itself. */
    private final Map<String, Remembered> keys = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Remembered> eldest) {
            return size() > MOST_REMEMBERED;
        }
    };

    private record Remembered(RecordingKey key, long untilNanos) {}

    KeyService(RecordingConfig config) {
        this.config = config;
    }

    /**
     * The key of a call; search-api makes one for a call that has none.
     *
     * @throws KeyException by kind
     */
    RecordingKey of(String call) throws KeyException, InterruptedException {
        RecordingKey known = remembered(call);
        if (known != null) {
            return known;
        }
        RecordingKey key = ask(call);
        synchronized (keys) {
            keys.put(call, new Remembered(key, System.nanoTime() + REMEMBERED.toNanos()));
        }
        return key;
    }

    private @Nullable RecordingKey remembered(String call) {
        synchronized (keys) {
            Remembered known = keys.get(call);
            return known != null && known.untilNanos() - System.nanoTime() > 0 ? known.key() : null;
        }
    }

    private RecordingKey ask(String call) throws KeyException, InterruptedException {
        URI address = URI.create(config.searchApi().toString().replaceAll("/+$", "") + "/internal/v1/calls/"
                + URLEncoder.encode(call, StandardCharsets.UTF_8) + "/recording-key");
        String token = token();
        HttpResponse<String> response;
        try {
            response = client.send(
                    HttpRequest.newBuilder(address)
                            .timeout(PATIENCE)
                            .header("Authorization", "Bearer " + token)
                            .header("Accept", "application/json")
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new KeyException.Later("%s gave no key: %s".formatted(address, e));
        }
        return switch (response.statusCode()) {
            case 200, 201 -> parse(address, response.body());
            case GONE -> throw new KeyException.Deleted("the recording of call %s was deleted".formatted(call));
            case 401, 403 ->
                throw new KeyException.Later("%s refuses the token in %s: give it the one that search-api has"
                        .formatted(address, config.tokenFile()));
            default -> throw new KeyException.Later("%s answered %s".formatted(address, response.statusCode()));
        };
    }

    private String token() throws KeyException {
        try {
            return Files.readString(Path.of(config.tokenFile())).strip();
        } catch (IOException e) {
            throw new KeyException.Later("no token can be read from %s (%s): './run up' puts one there"
                    .formatted(config.tokenFile(), e.getClass().getSimpleName()));
        }
    }

    private static RecordingKey parse(URI address, String body) throws KeyException {
        try {
            JsonNode answer = JSON.readTree(body);
            byte[] key = Base64.getDecoder().decode(answer.path("key").asText(""));
            if (key.length == RecordingChunks.KEY_BYTES
                    && answer.path("version").isInt()) {
                return new RecordingKey(key, answer.path("version").asInt());
            }
        } catch (IOException | IllegalArgumentException e) {
            // The message must not hold what may be a key.
            throw new KeyException.Later("%s answered with what is no key".formatted(address));
        }
        throw new KeyException.Later("%s answered with what is no key".formatted(address));
    }
}
