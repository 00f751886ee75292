package org.wenzheng.cli.accept;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Every checkpoint of a ten-minute call gives the same ids and bounds: the jobs' own program restores the segmenter from
 * each second of it. The call is made of recordings of real people, where there are any, and of the demo's.
 */
final class DeterminismCriterion implements Criterion {
    private static final String MAIN = "org.wenzheng.jobs.speech.DeterminismCampaign";
    private static final int SECONDS = 600;
    private static final int DEMO_CALLS = 12;

    @Override
    public String name() {
        return "every checkpoint of ten minutes gives the same segments";
    }

    @Override
    public Verdict check(Product product) throws IOException, InterruptedException {
        Path target = product.home().root().resolve("stream-jobs/jobs/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-Dai.djl.offline=true",
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                MAIN,
                "--seconds",
                Integer.toString(SECONDS)));
        product.recordings().forEach(recording -> command.add(recording.toString()));
        for (int i = 1; i <= DEMO_CALLS; i++) {
            command.add(product.demoCall("%02d".formatted(i)).toString());
        }
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String last = "";
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                last = line;
            }
        } finally {
            process.destroy();
        }
        int code = process.waitFor();
        if (!last.startsWith("{")) {
            return Verdict.of(false, "the campaign ended with code " + code + ": its reason stands above");
        }
        JsonNode result = new ObjectMapper().readTree(last);
        return Verdict.of(
                code == 0 && result.path("different").asInt() == 0,
                "%s s, restored at %s places: %s segments, %s requests, %s different (%s s)"
                        .formatted(
                                result.path("audio_seconds"),
                                result.path("checkpoints"),
                                result.path("finals"),
                                result.path("requests"),
                                result.path("different"),
                                result.path("seconds")));
    }
}
