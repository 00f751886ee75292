package org.wenzheng.cli.accept;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.portal.Portal;
import org.wenzheng.cli.process.Deployment;
import org.wenzheng.cli.process.ProcessTable;
import org.wenzheng.cli.replay.Replayer;
import org.wenzheng.cli.replay.UnknownCalls;
import org.wenzheng.media.records.v1.Consents;
import org.wenzheng.replay.CallDetails;
import org.wenzheng.replay.ReplayListener;
import org.wenzheng.replay.ReplayRequest;

/**
 * The running product as a campaign uses it.
 *
 * @param data folder of recordings of real people
 * @param names makes calls of which nothing is known yet
 */
record Product(Home home, Deployment deployment, Portal portal, Path data, UnknownCalls names) {

    /** Looks, half a second apart, in which nothing new comes of a call that is whole. */
    private static final int QUIET = 20;

    static Product of(Home home, Path data, UnknownCalls names) throws IOException {
        Deployment deployment = new Deployment(home, System.getenv());
        return new Product(home, deployment, Portal.of(home, deployment.address()), data, names);
    }

    /** Recordings of real people, longest first; empty where the folder is absent. */
    List<Path> recordings() throws IOException {
        Path audio = data.resolve("audio");
        if (!Files.isDirectory(audio)) {
            return List.of();
        }
        try (var files = Files.walk(audio)) {
            return files.filter(
                            f -> f.toString().endsWith(".wav") && !f.toString().contains("/english/"))
                    .sorted((a, b) ->
                            Long.compare(b.toFile().length(), a.toFile().length()))
                    .toList();
        }
    }

    Path demoCall(String id) {
        return home.root().resolve("search-api/cli/demo/audio").resolve(id + ".opus");
    }

    /** Replays and gives the call's id. */
    String replay(List<Path> files, Consents consents, OptionalDouble speed) throws InterruptedException {
        try (Replayer replayer = Replayer.connect(deployment.kafkaBootstrap())) {
            return replayer.run(
                            new ReplayRequest(
                                    files,
                                    List.of(),
                                    Optional.empty(),
                                    speed,
                                    CallDetails.titled("acceptance").withConsents(consents)),
                            ReplayListener.SILENT)
                    .call();
        }
    }

    /** The call once it has ended in the index and no more words of it have come for some seconds. */
    JsonNode awaitEnded(String call, Duration patience) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        String last = "nothing yet";
        Map<String, String> segments = Map.of();
        int quiet = 0;
        while (Instant.now().isBefore(deadline)) {
            try {
                JsonNode answer = portal.get("/api/v1/calls/" + call, List.of());
                boolean whole = answer.path("call").path("state").asText().equals("ended") && allFinal(answer);
                // A second look at doubtful words changes texts, not their number.
                Map<String, String> now = segments(answer);
                quiet = whole && now.equals(segments) ? quiet + 1 : 0;
                segments = now;
                if (quiet == QUIET) {
                    return answer;
                }
                last = answer.path("call").path("state").asText();
            } catch (Failure notYet) {
                last = String.valueOf(notYet.getMessage());
            }
            Thread.sleep(500);
        }
        throw Failure.failed("The call did not end in the index in " + patience.toSeconds() + " s; last: " + last);
    }

    /**
     * The call's segments once it has ended with those that are awaited, or what there is of them when patience ends: a
     * call can end in the index before the last words of it are recognised.
     */
    Map<String, String> awaitSegments(String call, Map<String, String> awaited, Duration patience)
            throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        Map<String, String> found = segments(awaitEnded(call, patience));
        while (!found.equals(awaited) && Instant.now().isBefore(deadline)) {
            found = segments(awaitEnded(call, patience)); // which itself waits for some quiet seconds
        }
        return found;
    }

    private static boolean allFinal(JsonNode answer) {
        for (JsonNode segment : answer.path("segments")) {
            if (!segment.path("final").asBoolean()) {
                return false;
            }
        }
        return !answer.path("segments").isEmpty();
    }

    /** Bounds and text of a call's segments by track and first sequence: the same for the same recording. */
    static Map<String, String> segments(JsonNode answer) {
        Map<String, String> segments = new TreeMap<>();
        for (JsonNode segment : answer.path("segments")) {
            String id = segment.path("segment").asText();
            segments.put(
                    id.substring(id.indexOf(':') + 1),
                    segment.path("start_ms").asLong() + "-"
                            + segment.path("end_ms").asLong() + " "
                            + segment.path("text").asText());
        }
        return segments;
    }

    /** The process of that name. */
    ProcessTable.Entry process(String name) throws IOException {
        return new ProcessTable(home)
                .read().processes().stream()
                        .filter(e -> e.name().equals(name))
                        .findFirst()
                        .orElseThrow(() -> Failure.failed(name + " does not run. Type: ./run up"));
    }

    /** Waits until every process is ready. */
    void awaitReady(Duration patience) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        while (Instant.now().isBefore(deadline)) {
            var table = new ProcessTable(home).read();
            if (!table.processes().isEmpty()
                    && table.processes().stream()
                            .allMatch(e ->
                                    e.health().equals("ready") && e.handle().isPresent())) {
                return;
            }
            Thread.sleep(300);
        }
        throw Failure.failed("Not everything was ready again in " + patience.toSeconds() + " s.");
    }
}
