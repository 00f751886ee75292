package org.wenzheng.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.portal.Portal;
import org.wenzheng.cli.process.Deployment;
import org.wenzheng.cli.replay.Replayer;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** From the last speech sample to the first search response that holds it, and interim text behind the voice. */
@Command(
        name = "freshness",
        mixinStandardHelpOptions = true,
        description = "One call at real speed: how long after the last sample its words are found.")
final class FreshnessCommand implements Callable<Integer> {

    /** Letters of a segment that are searched as a phrase. */
    private static final int PHRASE = 12;

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    @Option(names = "--minutes", defaultValue = "4", description = "How long (${DEFAULT-VALUE}).")
    double minutes;

    @Option(names = "--recordings", description = "Folder of two-sided calls; the demo's without it.")
    @Nullable
    Path recordings;

    @Option(names = "--json", description = "Ends with one JSON object.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        Deployment deployment = new Deployment(home, System.getenv());
        Portal portal = Portal.of(home, deployment.address());
        List<Path> calls = LiveCalls.recordings(
                recordings == null ? home.root().resolve("search-api/cli/demo/audio") : recordings);
        List<Long> found = new ArrayList<>();
        List<Long> interims = new ArrayList<>();
        List<Long> finals = new ArrayList<>();
        int missed = 0;
        Instant end = Instant.now().plusSeconds((long) (minutes * 60));
        try (TranscriptWatch watch = new TranscriptWatch(deployment.kafkaBootstrap());
                Replayer replayer = Replayer.connect(deployment.kafkaBootstrap());
                LiveCalls live = new LiveCalls(replayer, calls, 1)) {
            Set<String> asked = new HashSet<>();
            while (Instant.now().isBefore(end)) {
                for (TranscriptWatch.Seen seen : watch.seen()) {
                    TranscriptSegment segment = seen.segment();
                    if (live.took(seen)
                            && segment.getKind() == Revision.FINAL
                            && !segment.getUnheard()
                            && asked.add(segment.getSegment())) {
                        long at = firstFound(portal, segment);
                        if (at < 0) {
                            missed++;
                        } else {
                            found.add(at - segment.getLastCapturedAtUs() / 1000);
                            finals.add(seen.lagMs());
                        }
                    }
                }
                Thread.sleep(10);
            }
            for (TranscriptWatch.Seen seen : watch.seen()) {
                if (live.took(seen) && seen.segment().getKind() != Revision.FINAL) {
                    interims.add(seen.lagMs());
                }
            }
        }
        Percentiles search = Percentiles.of(found);
        Percentiles interim = Percentiles.of(interims);
        System.out.println("found after the last sample, ms: " + search + "; not found in time " + missed);
        System.out.println("of that until the final text, ms: " + Percentiles.of(finals));
        System.out.println("interim text behind the voice, ms: " + interim);
        if (json) {
            System.out.println(new ObjectMapper()
                    .writeValueAsString(Map.of(
                            "found_ms", Map.of("n", search.n(), "p50", search.p50(), "p95", search.p95()),
                            "interim_ms", Map.of("n", interim.n(), "p50", interim.p50(), "p95", interim.p95()),
                            "missed", missed)));
        }
        return missed == 0 && search.n() > 0 ? 0 : 1;
    }

    /** Asks until the segment is among the hits; unix milliseconds of that answer, or -1. */
    private static long firstFound(Portal portal, TranscriptSegment segment) throws IOException, InterruptedException {
        String text = segment.getText().replaceAll("[^\\p{IsHan}]+.*", "");
        if (text.isEmpty()) {
            text = segment.getText();
        }
        String phrase = text.substring(0, Math.min(PHRASE, text.length()));
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            try {
                if (holds(portal, phrase, segment)) {
                    return System.currentTimeMillis();
                }
            } catch (Failure away) {
                // A server that does not answer has not shown the words: the time that it takes counts.
            }
            Thread.sleep(5);
        }
        return -1;
    }

    private static boolean holds(Portal portal, String phrase, TranscriptSegment segment)
            throws IOException, InterruptedException {
        JsonNode answer = portal.get(
                "/api/v1/search",
                List.of(
                        Map.entry("q", phrase),
                        Map.entry("mode", "phrase"),
                        Map.entry("call", segment.getCall()),
                        Map.entry("size", "100")));
        for (JsonNode hit : answer.path("hits")) {
            if (hit.path("segment").asText().equals(segment.getSegment())
                    && hit.path("final").asBoolean()) {
                return true;
            }
        }
        return false;
    }
}
