package org.wenzheng.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * A search node as a test looks into it.
 *
 * @param address {@code host:port}
 */
public record SearchNode(String address) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** The answer to a GET. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        return JSON.readTree(HTTP.send(
                        HttpRequest.newBuilder(URI.create("http://" + address + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body());
    }

    /** A document of November 2025, at once, unlike a search; missing where there is none. */
    public JsonNode document(String alias, String id) throws IOException, InterruptedException {
        return get("/" + alias + "-2025.11/_doc/" + id.replace(":", "%3A")).path("_source");
    }

    /** How many segments of a call a search finds. */
    public int segments(String call) throws IOException, InterruptedException {
        return get("/segments/_count?q=call:" + call).path("count").asInt();
    }
}
