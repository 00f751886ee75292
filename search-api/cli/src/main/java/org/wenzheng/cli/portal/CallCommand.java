package org.wenzheng.cli.portal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.process.Deployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One call: what it was about and what was said. */
@Command(name = "call", mixinStandardHelpOptions = true, description = "Shows a call and its redacted transcript.")
public final class CallCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", description = "Call id, as search and replay print it.")
    String id = "";

    @Option(names = "--json", description = "The search API's own answer.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!id.matches("[0-9A-HJKMNP-TV-Z]{26}")) {
            throw Failure.usage("A call id has 26 letters and digits, as ./run search prints it.");
        }
        Home home = Home.find();
        JsonNode result =
                Portal.of(home, new Deployment(home, System.getenv()).address()).get("/api/v1/calls/" + id, List.of());
        if (json) {
            System.out.println(result);
            return 0;
        }
        JsonNode call = result.path("call");
        System.out.printf(
                "%s  %s  %s  %s  %d s  topics %s%n",
                call.path("title").asText(),
                call.path("office").asText(),
                call.path("started_at").asText(),
                call.path("state").asText(),
                call.path("duration_ms").asLong() / 1000,
                call.path("topics"));
        for (JsonNode segment : result.path("segments")) {
            long seconds = segment.path("start_ms").asLong() / 1000;
            System.out.printf(
                    "%02d:%02d  %-8s %s%n",
                    seconds / 60,
                    seconds % 60,
                    segment.path("role").asText(),
                    segment.path("text").asText());
        }
        return 0;
    }
}
