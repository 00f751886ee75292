package org.wenzheng.search.app.sfu;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;

/**
 * The SFU's room service (LiveKit's, over Twirp with JSON). Every method throws a 503 problem when the SFU does not answer:
 * what was asked for can be asked for again.
 */
@Component
public class RoomService {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final SfuSettings settings;
    private final RoomTokens tokens;
    private final HttpClient http;

    RoomService(SfuSettings settings, RoomTokens tokens) {
        this.settings = settings;
        this.tokens = tokens;
        this.http = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
    }

    /** Somebody in a room. */
    public record Participant(String identity, Map<String, String> attributes) {}

    /** Who is in a call; empty when it has no room: nobody came yet, or all left. */
    public Optional<List<Participant>> participants(String call) {
        return post(call, "ListParticipants", request(call)).map(answer -> {
            List<Participant> participants = new ArrayList<>();
            for (JsonNode each : answer.path("participants")) {
                Map<String, String> attributes = new HashMap<>();
                each.path("attributes")
                        .properties()
                        .forEach(entry ->
                                attributes.put(entry.getKey(), entry.getValue().asText()));
                participants.add(new Participant(each.path("identity").asText(), attributes));
            }
            return participants;
        });
    }

    /** Says something about a participant; false when nobody of that identity is there. */
    public boolean update(String call, String identity, Map<String, String> attributes) {
        ObjectNode request = request(call).put("identity", identity);
        ObjectNode said = request.putObject("attributes");
        attributes.forEach(said::put);
        return post(call, "UpdateParticipant", request).isPresent();
    }

    /** Ends a call for everybody in it; nothing happens when it has no room. */
    public void end(String call) {
        var unused = post(call, "DeleteRoom", request(call));
    }

    private static ObjectNode request(String call) {
        return JSON.createObjectNode().put("room", call);
    }

    private Optional<JsonNode> post(String call, String method, ObjectNode request) {
        HttpRequest sent = HttpRequest.newBuilder(URI.create(settings.url() + "/twirp/livekit.RoomService/" + method))
                .timeout(settings.timeout())
                .header("Authorization", "Bearer " + tokens.administer(call))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(request.toString()))
                .build();
        try {
            HttpResponse<String> answer = http.send(sent, BodyHandlers.ofString());
            if (answer.statusCode() == HttpStatus.NOT_FOUND.value()) {
                return Optional.empty();
            }
            if (answer.statusCode() != HttpStatus.OK.value()) {
                throw new IllegalStateException("the SFU answered " + method + " with " + answer.statusCode());
            }
            return Optional.of(JSON.readTree(answer.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the SFU's answer to " + method + " is no JSON", e);
        } catch (IOException e) {
            throw unavailable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(e);
        }
    }

    /** What is said while the SFU is away. */
    public static ProblemException unavailable(@Nullable Throwable cause) {
        return ProblemException.later(
                new Problem(
                        HttpStatus.SERVICE_UNAVAILABLE,
                        "calls-unavailable",
                        "No calls at the moment",
                        "The SFU does not answer. Try again in some seconds; ./run logs sfu tells more."),
                Duration.ofSeconds(5),
                cause);
    }
}
