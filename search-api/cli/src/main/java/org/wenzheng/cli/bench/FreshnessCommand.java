package org.wenzheng.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    @Option(names = "--minutes", defaultValue = "4", description = "How long (${DEFAULT-VALUE}).")
    double minutes;

    @Option(names = "--recordings", description = "Folder of two-sided calls; the demo's without it.")
    @Nullable
    Path recordings;

    @Option(names = "--segments", description = "Writes each final's length and times here, tab separated.")
    @Nullable
    Path segments;

    @Option(names = "--json", description = "Ends with one JSON object.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        Deployment deployment = new Deployment(home, System.getenv());
        Portal portal = Portal.of(home, deployment.address());
        List<Path> calls = LiveCalls.recordings(
                recordings == null ? home.root().resolve("search-api/cli/demo/audio") : recordings);
        List<Long> interims = new ArrayList<>();
        Map<String, TranscriptWatch.Seen> finals = new LinkedHashMap<>();
        Map<String, Long> answers;
        Instant end = Instant.now().plusSeconds((long) (minutes * 60));
        try (TranscriptWatch watch = new TranscriptWatch(deployment.kafkaBootstrap());
                Replayer replayer = Replayer.connect(deployment.kafkaBootstrap());
                LiveCalls live = new LiveCalls(replayer, calls, 1);
                SearchWatch search = new SearchWatch(portal)) {
            while (Instant.now().isBefore(end)) {
                for (TranscriptWatch.Seen seen : watch.seen()) {
                    TranscriptSegment segment = seen.segment();
                    if (live.took(seen)
                            && segment.getKind() == Revision.FINAL
                            && !segment.getUnheard()
                            && finals.putIfAbsent(segment.getSegment(), seen) == null) {
                        search.ask(segment);
                    }
                }
                Thread.sleep(10);
            }
            for (TranscriptWatch.Seen seen : watch.seen()) {
                if (live.took(seen) && seen.segment().getKind() != Revision.FINAL) {
                    interims.add(seen.lagMs());
                }
            }
            answers = search.found();
        }
        List<Long> found = new ArrayList<>();
        finals.forEach((segment, seen) -> {
            long at = answers.getOrDefault(segment, -1L);
            if (at >= 0) {
                found.add(at - seen.segment().getLastCapturedAtUs() / 1000);
            }
        });
        int missed = finals.size() - found.size();
        if (segments != null) {
            write(segments, finals, answers);
        }
        Percentiles search = Percentiles.of(found);
        Percentiles interim = Percentiles.of(interims);
        System.out.println("found after the last sample, ms: " + search + "; not found in time " + missed);
        System.out.println("of that until the final text, ms: "
                + Percentiles.of(finals.values().stream()
                        .map(TranscriptWatch.Seen::lagMs)
                        .toList()));
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

    /** One line a final: ids and times, no words. */
    private static void write(Path file, Map<String, TranscriptWatch.Seen> finals, Map<String, Long> answers)
            throws IOException {
        List<String> lines = new ArrayList<>(List.of("segment\tspeech_ms\tfinal_ms\tfound_ms"));
        finals.forEach((id, seen) -> {
            TranscriptSegment segment = seen.segment();
            lines.add("%s\t%d\t%d\t%d"
                    .formatted(
                            id,
                            segment.getEndMs() - segment.getStartMs(),
                            seen.lagMs(),
                            answers.getOrDefault(id, -1L) - segment.getLastCapturedAtUs() / 1000));
        });
        Files.write(file, lines);
    }
}
