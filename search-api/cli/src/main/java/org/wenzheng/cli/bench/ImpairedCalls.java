package org.wenzheng.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.evaluate.ModuleProgram;
import org.wenzheng.cli.process.Deployment;
import org.wenzheng.models.runtime.speech.CharacterErrorRate;
import org.wenzheng.stream.records.v1.Revision;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** Makes calls over poor networks with the Java client, and scores what of them is recognised. */
final class ImpairedCalls {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LAST_WORDS = Duration.ofSeconds(8);
    private static final long POLL_MS = 100;

    private final Home home;
    private final Deployment deployment;
    private final Path voices;
    private final List<String> transcripts;
    private final TranscriptWatch heard;
    private final MirrorWatch mirrored;

    /**
     * @param voices folder of WAV files, by name in the order of the transcripts
     * @param transcripts what is said in them
     */
    ImpairedCalls(
            Home home,
            Deployment deployment,
            Path voices,
            List<String> transcripts,
            TranscriptWatch heard,
            MirrorWatch mirrored) {
        this.home = home;
        this.deployment = deployment;
        this.voices = voices;
        this.transcripts = transcripts;
        this.heard = heard;
        this.mirrored = mirrored;
    }

    /**
     * What came of a call.
     *
     * @param sentLost part of the datagrams that the network lost on the way in
     * @param missing part of the sound's packets that were missing for good
     * @param clips errors a clip
     */
    record Outcome(double sentLost, double missing, List<CharacterErrorRate> clips) {

        double rate() {
            return clips.stream()
                    .reduce(CharacterErrorRate.NONE, CharacterErrorRate::plus)
                    .rate();
        }
    }

    /** Makes one call. */
    Outcome call(List<String> impairment) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(
                "--search-api", deployment.address().toString(),
                "--sfu", deployment.sfuAddress().toString().replaceFirst("^http", "ws"),
                "--token-file", home.cliToken().toString(),
                "--voices", voices.toString()));
        arguments.addAll(impairment);
        Process process = ModuleProgram.start(
                home, ModuleProgram.DIGITAL_HUMAN, "org.wenzheng.digitalhuman.bench.ImpairedCall", arguments);
        String call = "";
        double lost = 0;
        List<Long> begun = new ArrayList<>();
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("{")) {
                    continue; // the JVM's own, as when a native library asks for an executable stack
                }
                JsonNode event = JSON.readTree(line);
                switch (event.path("event").asText()) {
                    case "begun" -> call = event.path("call").asText();
                    case "said" -> begun.add(event.path("from_ms").asLong());
                    case "ended" ->
                        lost = event.path("lost").asDouble()
                                / Math.max(1, event.path("sent").asDouble());
                    default ->
                        throw new IOException("an event that nobody knows: "
                                + event.path("event").asText());
                }
            }
        }
        if (process.waitFor() != 0 || begun.size() != transcripts.size()) {
            throw Failure.failed("The call over the network %s broke; its message stands above.".formatted(impairment));
        }
        awaitLastWords(call);
        return new Outcome(lost, mirrored.of(call).missing(), score(call, begun));
    }

    private void awaitLastWords(String call) throws InterruptedException {
        long quietSince = System.nanoTime();
        long known = -1;
        while (System.nanoTime() - quietSince < LAST_WORDS.toNanos()) {
            long now = of(call).size();
            if (now != known) {
                known = now;
                quietSince = System.nanoTime();
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
    }

    private List<TranscriptSegment> of(String call) {
        return heard.seen().stream()
                .map(TranscriptWatch.Seen::segment)
                .filter(segment -> segment.getCall().equals(call))
                .toList();
    }

    private List<CharacterErrorRate> score(String call, List<Long> begun) {
        Map<String, TranscriptSegment> finals = new HashMap<>();
        for (TranscriptSegment segment : of(call)) {
            if (segment.getKind() == Revision.FINAL) {
                finals.merge(
                        segment.getSegment(),
                        segment,
                        (before, next) -> next.getRevision() > before.getRevision() ? next : before);
            }
        }
        List<TranscriptSegment> inOrder = finals.values().stream()
                .sorted(Comparator.comparingLong(TranscriptSegment::getLastCapturedAtUs))
                .toList();
        List<CharacterErrorRate> clips = new ArrayList<>();
        for (int clip = 0; clip < begun.size(); clip++) {
            long from = begun.get(clip);
            long to = clip + 1 < begun.size() ? begun.get(clip + 1) : Long.MAX_VALUE;
            StringBuilder said = new StringBuilder();
            for (TranscriptSegment segment : inOrder) {
                long last = segment.getLastCapturedAtUs() / 1_000;
                if (last >= from && last < to) {
                    said.append(segment.getText());
                }
            }
            clips.add(CharacterErrorRate.of(Objects.requireNonNull(transcripts.get(clip)), said.toString()));
        }
        return clips;
    }
}
