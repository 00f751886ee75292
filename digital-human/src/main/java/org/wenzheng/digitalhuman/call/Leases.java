package org.wenzheng.digitalhuman.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks search-api for calls, and keeps those it has by asking again. */
public final class Leases {

    /**
     * A call to join.
     *
     * @param token opens its room
     */
    public record Lease(String call, String identity, String token) {}

    /** A call that is held. @param waiting what a person is wanted for, if one is */
    public record Held(String call, Optional<Waiting> waiting) {}

    /** A citizen waits for a person. @param brief what that person is told */
    public record Waiting(long seconds, boolean urgent, JsonNode brief) {}

    /** @param lost calls to leave @param places in the queue, by call */
    public record Renewed(List<Lease> given, List<String> lost, Map<String, Integer> places) {}

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final URI leases;
    private final Path token;
    private final String worker;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    /** @param token file with the bearer token @param worker this process's own name */
    public Leases(URI searchApi, Path token, String worker) {
        this.leases = URI.create(searchApi.toString().replaceAll("/+$", "") + "/internal/v1/digital-human/leases");
        this.token = token;
        this.worker = worker;
    }

    /** Renews and takes more. @throws IOException when search-api does not answer: ask again soon */
    public Renewed renew(int capacity, Collection<Held> held) throws IOException, InterruptedException {
        ObjectNode body = JSON.createObjectNode().put("worker", worker).put("capacity", capacity);
        ArrayNode calls = body.putArray("held");
        for (Held one : held) {
            ObjectNode call = calls.addObject().put("call", one.call());
            one.waiting().ifPresent(waiting -> call.put("waiting_seconds", waiting.seconds())
                    .put("urgent", waiting.urgent())
                    .set("brief", waiting.brief()));
        }
        HttpResponse<String> answer = http.send(
                request(leases)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("search-api answered " + answer.statusCode());
        }
        JsonNode said = JSON.readTree(answer.body());
        List<Lease> given = new ArrayList<>();
        said.path("given")
                .forEach(lease -> given.add(new Lease(
                        lease.path("call").asText(),
                        lease.path("identity").asText(),
                        lease.path("token").asText())));
        List<String> lost = new ArrayList<>();
        said.path("lost").forEach(call -> lost.add(call.asText()));
        Map<String, Integer> places = new HashMap<>();
        said.path("places")
                .properties()
                .forEach(place -> places.put(place.getKey(), place.getValue().asInt()));
        return new Renewed(given, lost, places);
    }

    /** Leaves a call for good. */
    public void release(String call) throws IOException, InterruptedException {
        http.send(
                request(URI.create(leases + "/" + call + "?worker=" + worker))
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }

    private HttpRequest.Builder request(URI address) throws IOException {
        return HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Authorization", "Bearer " + Files.readString(token).strip());
    }
}
