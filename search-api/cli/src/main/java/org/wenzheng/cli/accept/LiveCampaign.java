package org.wenzheng.cli.accept;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.bench.MirrorWatch;
import org.wenzheng.cli.bench.TranscriptWatch;
import org.wenzheng.stream.records.v1.Revision;

/** Calls from a real browser: what is shown, mirrored, found and played, under which consents. */
final class LiveCampaign {

    private static final int SECONDS = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration BEGIN = Duration.ofSeconds(60);

    private LiveCampaign() {}

    static List<Criterion> criteria() {
        return List.of(
                Criterion.of("a word is shown, found while the call runs, and played after it", LiveCampaign::found),
                Criterion.of(
                        "consent to answer alone: captions, nothing found, nothing kept", LiveCampaign::answerAlone),
                Criterion.of(
                        "consent to record alone: no captions, nothing found, a recording", LiveCampaign::recordAlone),
                Criterion.of("consent to analyse alone: no captions, found, nothing kept", LiveCampaign::analyseAlone),
                Criterion.of("no consent: the call goes on, nothing is mirrored", LiveCampaign::none),
                Criterion.of("a withdrawal stops the mirror within 1 s", LiveCampaign::withdrawn));
    }

    /** Real people's voices where there are any, else a call of the demo. */
    private static Path voice(Product product) throws IOException {
        Path wav = Files.createTempFile("wenzheng-voice", ".wav");
        wav.toFile().deleteOnExit();
        List<Path> recordings = product.recordings();
        SpokenFile.write(wav, recordings.isEmpty() ? List.of(product.demoCall("01")) : recordings, SECONDS);
        return wav;
    }

    private static Criterion.Verdict found(Product product) throws Exception {
        try (TranscriptWatch watch = new TranscriptWatch(product.deployment().kafkaBootstrap());
                Caller caller =
                        Caller.call(product, voice(product), "answer,record,analyse", SECONDS, Optional.empty())) {
            String call = caller.await("begun", BEGIN).path("call").asText();
            String state = "";
            String phrase = "";
            long foundMs = -1;
            Instant deadline = Instant.now().plusSeconds(SECONDS);
            while (foundMs < 0 && Instant.now().isBefore(deadline)) {
                Optional<TranscriptWatch.Seen> spoken = watch.seen().stream()
                        .filter(seen -> seen.segment().getCall().equals(call)
                                && seen.segment().getKind() == Revision.FINAL
                                && SpineCampaign.phrase(seen.segment().getText())
                                                .length()
                                        >= 3)
                        .findFirst();
                if (spoken.isPresent()) {
                    phrase = SpineCampaign.phrase(spoken.get().segment().getText());
                    for (JsonNode hit :
                            SpineCampaign.search(product, phrase, "phrase").path("hits")) {
                        if (hit.path("call").asText().equals(call)) {
                            state = hit.path("call_state").asText();
                            foundMs = System.currentTimeMillis()
                                    - spoken.get().segment().getLastCapturedAtUs() / 1000;
                        }
                    }
                }
                Thread.sleep(20);
            }
            int captions = caller.await("ended", PATIENCE).path("captions").asInt();
            JsonNode ended = product.awaitEnded(call, PATIENCE);
            double loudness = SpineCampaign.loudnessOf(product, ended, 0);
            return Criterion.Verdict.of(
                    foundMs >= 0 && state.equals("running") && captions > 0 && loudness > 50,
                    "%d captions, a phrase of %d characters found %d ms after its last sample while the call was %s, its second plays at RMS %d"
                            .formatted(
                                    captions,
                                    phrase.length(),
                                    foundMs,
                                    state.isEmpty() ? "NOT FOUND" : state,
                                    Math.round(loudness)));
        }
    }

    private static Criterion.Verdict answerAlone(Product product) throws Exception {
        Outcome seen = call(product, "answer");
        return Criterion.Verdict.of(
                seen.frames() > 0 && seen.captions() > 0 && !seen.indexed() && !seen.recorded(), seen.toString());
    }

    private static Criterion.Verdict recordAlone(Product product) throws Exception {
        Outcome seen = call(product, "record");
        return Criterion.Verdict.of(
                seen.frames() > 0 && seen.captions() == 0 && !seen.indexed() && seen.recorded(), seen.toString());
    }

    private static Criterion.Verdict analyseAlone(Product product) throws Exception {
        Outcome seen = call(product, "analyse");
        return Criterion.Verdict.of(
                seen.frames() > 0 && seen.captions() == 0 && seen.indexed() && !seen.recorded(), seen.toString());
    }

    private static Criterion.Verdict none(Product product) throws Exception {
        Outcome seen = call(product, "none");
        return Criterion.Verdict.of(
                seen.frames() == 0 && seen.captions() == 0 && !seen.indexed() && !seen.recorded(), seen.toString());
    }

    private record Outcome(long frames, int captions, boolean indexed, boolean recorded) {
        @Override
        public String toString() {
            return "%d packets mirrored, %d captions, %s, %s"
                    .formatted(
                            frames,
                            captions,
                            indexed ? "found" : "not in the index",
                            recorded ? "a recording is kept" : "no recording");
        }
    }

    private static Outcome call(Product product, String consents) throws Exception {
        try (MirrorWatch mirror = new MirrorWatch(product.deployment().kafkaBootstrap())) {
            String call;
            int captions;
            try (Caller caller = Caller.call(product, voice(product), consents, SECONDS, Optional.empty())) {
                call = caller.await("begun", BEGIN).path("call").asText();
                captions = caller.await("ended", PATIENCE).path("captions").asInt();
            }
            // A call behind it that is whole in the index shows that the jobs have passed this one.
            String behind = product.replay(
                    List.of(product.names().of(product.demoCall("06"))),
                    org.wenzheng.replay.CallDetails.ALL_CONSENTS,
                    java.util.OptionalDouble.empty());
            product.awaitEnded(behind, PATIENCE);
            return new Outcome(
                    mirror.of(call).frames(),
                    captions,
                    SpineCampaign.indexed(product, call),
                    isKept(product.home().var().resolve("recordings"), call));
        }
    }

    private static boolean isKept(Path recordings, String call) throws IOException {
        try (Stream<Path> files = Files.walk(recordings)) {
            return files.anyMatch(file -> file.getFileName().toString().contains(call));
        }
    }

    private static Criterion.Verdict withdrawn(Product product) throws Exception {
        try (MirrorWatch mirror = new MirrorWatch(product.deployment().kafkaBootstrap());
                Caller caller = Caller.call(
                        product, voice(product), "answer,record,analyse", SECONDS, Optional.of(SECONDS / 2))) {
            String call = caller.await("begun", BEGIN).path("call").asText();
            long asked = caller.await("withdrawing", PATIENCE).path("at_ms").asLong();
            long before = mirror.of(call).frames();
            caller.await("ended", PATIENCE);
            MirrorWatch.Mirrored after = mirror.of(call);
            long behind = after.lastCapturedMs() - asked;
            return Criterion.Verdict.of(
                    before > 0 && behind <= 1_000,
                    "%d packets, the last captured %d ms after the wish was sent, while the call went on for %d s"
                            .formatted(after.frames(), behind, SECONDS / 2));
        }
    }

    /** What a campaign needs besides the product. */
    static void require() {
        if (!Files.isExecutable(Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")))) {
            throw Failure.missing("Chromium is needed: apt-get install chromium, or set CHROMIUM to its path.");
        }
    }
}
