package org.wenzheng.digitalhuman.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Where a citizen's page begins a call and ends it. */
final class FrontDesk {

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI calls;
    private final String operator;
    private String call = "";
    private String token = "";

    /** @param operator token of the command line, so that no limit for one address counts; empty for none */
    FrontDesk(URI searchApi, String operator) {
        this.calls = searchApi.resolve("/api/v1/front-desk/calls");
        this.operator = operator;
    }

    /** Begins a call that the digital human may hear; gives the token for its room. */
    String begin() throws IOException, InterruptedException {
        return begin("answer");
    }

    /** Begins a call with one consent; gives the token for its room. */
    String begin(String consent) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(calls)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"consents\":{\"" + consent + "\":true}}"));
        if (!operator.isEmpty()) {
            request.header("Authorization", "Bearer " + operator);
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        JsonNode admission = new ObjectMapper().readTree(answer.body());
        if (answer.statusCode() != 201) {
            throw new IOException("the front desk answered " + answer.statusCode());
        }
        call = admission.path("call").asText();
        token = admission.path("token").asText();
        return token;
    }

    /** The call that was begun. */
    String call() {
        return call;
    }

    /** Hangs up. */
    void end() throws IOException, InterruptedException {
        http.send(
                HttpRequest.newBuilder(URI.create(calls + "/" + call))
                        .header("Authorization", "Bearer " + token)
                        .DELETE()
                        .build(),
                HttpResponse.BodyHandlers.discarding());
    }
}
