package org.wenzheng.cli.portal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.process.Deployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Finds what was said. */
@Command(name = "search", mixinStandardHelpOptions = true, description = "Finds what was said in calls.")
public final class SearchCommand implements Callable<Integer> {

    @Parameters(paramLabel = "WORDS", description = "What to look for; quote it when it has spaces.")
    String words = "";

    @Option(names = "--exact", description = "The phrase only, not its meaning.")
    boolean exact;

    @Option(names = "--topic", description = "Topic id, repeatable.")
    List<String> topics = new ArrayList<>();

    @Option(names = "--sentiment", description = "negative, neutral, positive or unsure, repeatable.")
    List<String> sentiments = new ArrayList<>();

    @Option(names = "--role", description = "citizen or staff, repeatable.")
    List<String> roles = new ArrayList<>();

    @Option(names = "--office", description = "Office, repeatable.")
    List<String> offices = new ArrayList<>();

    @Option(names = "--from", paramLabel = "DATE", description = "Calls from this day on, e.g. 2026-11-20.")
    @Nullable
    String from;

    @Option(names = "--to", paramLabel = "DATE", description = "Calls to this day.")
    @Nullable
    String to;

    @Option(names = "--size", defaultValue = "20", description = "How many hits (${DEFAULT-VALUE}).")
    int size;

    @Option(names = "--json", description = "One JSON object: {\"hits\":[{\"call\",\"start_ms\",\"text\"}]}.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        List<Map.Entry<String, String>> query = new ArrayList<>();
        query.add(Map.entry("q", words));
        query.add(Map.entry("mode", exact ? "phrase" : "fused"));
        query.add(Map.entry("size", String.valueOf(size)));
        topics.forEach(value -> query.add(Map.entry("topic", value)));
        sentiments.forEach(value -> query.add(Map.entry("sentiment", value)));
        roles.forEach(value -> query.add(Map.entry("role", value)));
        offices.forEach(value -> query.add(Map.entry("office", value)));
        if (from != null) {
            query.add(Map.entry("from", from));
        }
        if (to != null) {
            query.add(Map.entry("to", to));
        }
        JsonNode result =
                Portal.of(home, new Deployment(home, System.getenv()).address()).get("/api/v1/search", query);
        if (json) {
            printJson(result);
        } else {
            print(result);
        }
        return 0;
    }

    private static void printJson(JsonNode result) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode out = mapper.createObjectNode();
        ArrayNode hits = out.putArray("hits");
        for (JsonNode hit : result.path("hits")) {
            hits.addObject()
                    .put("call", hit.path("call").asText())
                    .put("start_ms", hit.path("start_ms").asLong())
                    .put("text", hit.path("text").asText());
        }
        System.out.println(mapper.writeValueAsString(out));
    }

    private static void print(JsonNode result) {
        if (result.path("hits").isEmpty()) {
            System.out.println("Nothing found. Try fewer words, or leave --exact and the filters out.");
            return;
        }
        for (JsonNode hit : result.path("hits")) {
            long seconds = hit.path("start_ms").asLong() / 1000;
            System.out.printf(
                    "%s  %02d:%02d  %-8s %s%n",
                    hit.path("call").asText(),
                    seconds / 60,
                    seconds % 60,
                    hit.path("role").asText(),
                    hit.path("text").asText());
        }
        System.out.printf(
                "%d calls, %d segments%n",
                result.path("total_calls").asLong(),
                result.path("total_segments").asLong());
    }
}
