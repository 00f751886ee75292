package org.wenzheng.cli.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;

/** The search API under the command line's own account (a token file that {@code up} made). */
public final class Portal {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI base;
    private final String token;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();

    public Portal(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    /** The running product of this checkout. */
    public static Portal of(Home home, URI base) throws IOException {
        try {
            return new Portal(base, Files.readString(home.cliToken()).strip());
        } catch (NoSuchFileException e) {
            throw Failure.failed("The product was never started here. Type: ./run up");
        }
    }

    /**
     * GET.
     *
     * @param query names and values, unescaped; a name may repeat
     * @throws Failure with the server's own advice when it refuses
     */
    public JsonNode get(String path, List<Map.Entry<String, String>> query) throws IOException, InterruptedException {
        String parameters = query.stream()
                .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(base.resolve(parameters.isEmpty() ? path : path + "?" + parameters))
                .GET());
    }

    /** PUT of a JSON body. */
    public JsonNode put(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    /** POST of a JSON body. */
    public JsonNode post(String path, Map<String, ?> body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body))));
    }

    /**
     * Bytes of a recording.
     *
     * @param range as in the Range header, e.g. {@code bytes=0-99}
     * @throws Failure unless the answer is 206 Partial Content
     */
    public byte[] range(String path, String range) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = client.send(
                HttpRequest.newBuilder(base.resolve(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Range", range)
                        .timeout(Duration.ofSeconds(30))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 206) {
            throw Failure.failed("The recording answered " + response.statusCode() + " to " + range + ".");
        }
        return response.body();
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = client.send(
                    request.header("Authorization", "Bearer " + token)
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
        } catch (ConnectException e) {
            throw Failure.failed("Nothing answers at " + base + ". Type ./run up, or look with ./run status.");
        }
        JsonNode body = response.body().length == 0 ? JSON.createObjectNode() : parse(response);
        if (response.statusCode() >= 400) {
            String detail = body.path("detail").asText(body.path("title").asText("no reason given"));
            throw Failure.failed("The server answered " + response.statusCode() + ": " + detail);
        }
        return body;
    }

    private static JsonNode parse(HttpResponse<byte[]> response) throws IOException {
        try {
            return JSON.readTree(response.body());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw Failure.failed("The server answered " + response.statusCode()
                    + " with something that is no JSON; is another program on this port?");
        }
    }
}
