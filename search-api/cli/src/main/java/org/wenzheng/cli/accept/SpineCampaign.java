package org.wenzheng.cli.accept;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.bench.TranscriptWatch;
import org.wenzheng.cli.demo.DemoScript;
import org.wenzheng.cli.process.ProcessTable;
import org.wenzheng.media.records.v1.Consents;
import org.wenzheng.replay.CallDetails;
import org.wenzheng.stream.records.v1.Revision;

/** From a recorded consultation to a found and played word. */
final class SpineCampaign {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int SECOND = 32_000; // bytes of 16 kHz 16-bit mono

    private SpineCampaign() {}

    static List<Criterion> criteria(int kills) {
        return List.of(
                Criterion.of("every process is ready", SpineCampaign::ready),
                Criterion.of("a recording of real people is found and played", SpineCampaign::realPeople),
                Criterion.of("a second replay overwrites the first", SpineCampaign::secondReplay),
                Criterion.of("without consent to analyse nothing is indexed", SpineCampaign::withoutAnalyse),
                Criterion.of("without consent to record nothing is kept", SpineCampaign::withoutRecord),
                Criterion.of("without any consent nothing is recognised", SpineCampaign::withoutAny),
                Criterion.of("the demo is found: 居住证", product -> found(product, "居住证")),
                Criterion.of("the demo is found: 自来水", product -> found(product, "自来水")),
                Criterion.of("a hundred thousand characters are refused", SpineCampaign::longQuery),
                Criterion.of("Elasticsearch away for 60 s: words flow, nothing is missing", SpineCampaign::searchAway),
                new DeterminismCriterion(),
                new KillCampaign(kills));
    }

    private static Criterion.Verdict ready(Product product) throws IOException {
        var processes = new ProcessTable(product.home()).read().processes();
        long memory = processes.stream().mapToLong(ProcessTable.Entry::rssMb).sum();
        return Criterion.Verdict.of(
                !processes.isEmpty()
                        && processes.stream().allMatch(e -> e.health().equals("ready")),
                processes.size() + " processes, " + memory + " MB in all");
    }

    private static Criterion.Verdict realPeople(Product product) throws IOException, InterruptedException {
        List<Path> recordings = product.recordings();
        if (recordings.isEmpty()) {
            return Criterion.Verdict.skipped("no recordings at " + product.data());
        }
        String call = product.replay(
                List.of(product.names().of(recordings.get(0))), CallDetails.ALL_CONSENTS, OptionalDouble.empty());
        JsonNode ended = product.awaitEnded(call, PATIENCE);
        JsonNode segment = ended.path("segments").get(0);
        String phrase = phrase(segment.path("text").asText());
        boolean found = false;
        for (JsonNode hit : search(product, phrase, "phrase").path("hits")) {
            found |= hit.path("call").asText().equals(call);
        }
        double loudness = loudnessOf(product, ended, 0);
        return Criterion.Verdict.of(
                found && loudness > 50,
                "call " + call + ", phrase of " + phrase.length() + " characters " + (found ? "found" : "NOT found")
                        + ", its second plays at RMS " + Math.round(loudness));
    }

    /** Root mean square of the second at which a segment begins, as a listener gets it. */
    static double loudnessOf(Product product, JsonNode ended, int segment) throws IOException, InterruptedException {
        String call = ended.path("call").path("call").asText();
        JsonNode listening = product.portal()
                .post("/api/v1/calls/" + call + "/listenings", Map.of("purpose", "acceptance campaign"));
        long start = ended.path("segments").get(segment).path("start_ms").asLong();
        long from = 44 + start * SECOND / 1000 / 2 * 2;
        return loudness(product.portal()
                .range(
                        "/api/v1/calls/" + call + "/media?speaker=mixed&listening="
                                + listening.path("listening").asText(),
                        "bytes=" + from + "-" + (from + SECOND - 1)));
    }

    /** The longest run of Han characters, at most six: punctuation and numerals are no phrase. */
    static String phrase(String text) {
        String longest = "";
        for (String run : text.split("[^\\p{IsHan}]+")) {
            longest = run.length() > longest.length() ? run : longest;
        }
        return longest.substring(0, Math.min(6, longest.length()));
    }

    private static double loudness(byte[] pcm) {
        double sum = 0;
        for (int i = 0; i + 1 < pcm.length; i += 2) {
            int sample = (pcm[i] & 0xFF) | pcm[i + 1] << 8;
            sum += (double) sample * sample;
        }
        return Math.sqrt(sum / Math.max(1, pcm.length / 2));
    }

    private static Criterion.Verdict secondReplay(Product product) throws IOException, InterruptedException {
        List<Path> file = List.of(product.names().of(product.demoCall("02")));
        String first = product.replay(file, CallDetails.ALL_CONSENTS, OptionalDouble.empty());
        Map<String, String> before = Product.segments(product.awaitEnded(first, PATIENCE));
        String second;
        try (TranscriptWatch watch = new TranscriptWatch(product.deployment().kafkaBootstrap())) {
            second = product.replay(file, CallDetails.ALL_CONSENTS, OptionalDouble.empty());
            awaitFinals(watch, second);
        }
        Map<String, String> after = product.awaitSegments(second, before, PATIENCE);
        return Criterion.Verdict.of(
                first.equals(second) && before.equals(after),
                before.size() + " segments, then " + after.size()
                        + (before.equals(after) ? ", the same" : ", DIFFERENT"));
    }

    private static Criterion.Verdict withoutAnalyse(Product product) throws Exception {
        Consents consents =
                Consents.newBuilder().setAnswer(true).setRecord(true).build();
        try (TranscriptWatch watch = new TranscriptWatch(product.deployment().kafkaBootstrap())) {
            String call = product.replay(
                    List.of(product.names().of(product.demoCall("03"))), consents, OptionalDouble.empty());
            long finals = awaitFinals(watch, call);
            // A call behind it that is whole in the index shows that the job has passed the first.
            String behind = product.replay(
                    List.of(product.names().of(product.demoCall("06"))),
                    CallDetails.ALL_CONSENTS,
                    OptionalDouble.empty());
            product.awaitEnded(behind, PATIENCE);
            boolean indexed = indexed(product, call);
            return Criterion.Verdict.of(
                    finals > 0 && !indexed, finals + " segments recognised, " + (indexed ? "INDEXED" : "none indexed"));
        }
    }

    private static Criterion.Verdict withoutRecord(Product product) throws Exception {
        Consents consents =
                Consents.newBuilder().setAnswer(true).setAnalyse(true).build();
        String call =
                product.replay(List.of(product.names().of(product.demoCall("04"))), consents, OptionalDouble.empty());
        JsonNode ended = product.awaitEnded(call, PATIENCE);
        boolean media = ended.path("media").asBoolean();
        return Criterion.Verdict.of(
                !media,
                ended.path("segments").size() + " segments indexed, "
                        + (media ? "a recording IS kept" : "no recording"));
    }

    private static Criterion.Verdict withoutAny(Product product) throws Exception {
        try (TranscriptWatch watch = new TranscriptWatch(product.deployment().kafkaBootstrap())) {
            String call = product.replay(
                    List.of(product.names().of(product.demoCall("05"))),
                    Consents.getDefaultInstance(),
                    OptionalDouble.empty());
            // A second call behind it shows that the job has passed the first.
            String behind = product.replay(
                    List.of(product.names().of(product.demoCall("06"))),
                    CallDetails.ALL_CONSENTS,
                    OptionalDouble.empty());
            awaitFinals(watch, behind);
            long seen = watch.seen().stream()
                    .filter(s -> s.segment().getCall().equals(call))
                    .count();
            return Criterion.Verdict.of(seen == 0, seen + " segments recognised");
        }
    }

    static long awaitFinals(TranscriptWatch watch, String call) throws InterruptedException {
        long seen = 0;
        long quiet = 0;
        long begun = System.nanoTime();
        while (quiet < 20 && System.nanoTime() - begun < PATIENCE.toNanos()) {
            long now = watch.seen().stream()
                    .filter(s ->
                            s.segment().getCall().equals(call) && s.segment().getKind() == Revision.FINAL)
                    .count();
            quiet = now > 0 && now == seen ? quiet + 1 : 0;
            seen = now;
            Thread.sleep(500);
        }
        return seen;
    }

    static boolean indexed(Product product, String call) throws IOException, InterruptedException {
        try {
            product.portal().get("/api/v1/calls/" + call, List.of());
            return true;
        } catch (Failure absent) {
            return !String.valueOf(absent.getMessage()).contains("404");
        }
    }

    /** Of the demo's calls in whose script the words stand, three quarters: the rest is left to recognition. */
    private static Criterion.Verdict found(Product product, String words) throws Exception {
        long said = DemoScript.readAll(product.home().root().resolve("search-api/cli/demo/scripts")).stream()
                .filter(script ->
                        script.turns().stream().anyMatch(turn -> turn.text().contains(words)))
                .count();
        long found = search(product, words, "fused").path("total_calls").asLong();
        return Criterion.Verdict.of(4 * found >= 3 * said, found + " calls, the words stand in the scripts of " + said);
    }

    static JsonNode search(Product product, String words, String mode) throws IOException, InterruptedException {
        return product.portal()
                .get(
                        "/api/v1/search",
                        List.of(Map.entry("q", words), Map.entry("mode", mode), Map.entry("size", "100")));
    }

    private static Criterion.Verdict longQuery(Product product) throws IOException, InterruptedException {
        try {
            search(product, "水".repeat(100_000), "fused");
            return Criterion.Verdict.of(false, "it was taken");
        } catch (Failure refused) {
            String message = String.valueOf(refused.getMessage());
            return Criterion.Verdict.of(message.matches("(?s).*answered 4\\d\\d.*"), message);
        }
    }

    private static Criterion.Verdict searchAway(Product product) throws Exception {
        long pid = product.process("local-elasticsearch").pid();
        List<Path> files = new ArrayList<>(List.of(product.names().of(product.demoCall("07"))));
        long during;
        String call;
        try (TranscriptWatch watch = new TranscriptWatch(product.deployment().kafkaBootstrap())) {
            signal(pid, "STOP");
            long stopped = System.nanoTime();
            try {
                call = product.replay(files, CallDetails.ALL_CONSENTS, OptionalDouble.empty());
                String id = call;
                awaitFinals(watch, id);
                during = watch.seen().stream()
                        .filter(s ->
                                s.segment().getCall().equals(id) && s.segment().getKind() == Revision.FINAL)
                        .map(s -> s.segment().getSegment())
                        .distinct()
                        .count();
                Thread.sleep(Math.max(0, 60_000 - (System.nanoTime() - stopped) / 1_000_000));
            } finally {
                signal(pid, "CONT");
            }
        }
        int after = product.awaitEnded(call, PATIENCE).path("segments").size();
        return Criterion.Verdict.of(
                during > 0 && after >= during,
                during + " finals while it was away, " + after + " segments found after");
    }

    private static void signal(long pid, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(pid)).start().waitFor();
    }
}
