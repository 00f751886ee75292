package org.wenzheng.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.process.Deployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What poor networks cost in recognised words. */
@Command(
        name = "networks",
        mixinStandardHelpOptions = true,
        description =
                "Calls over networks that lose, delay and hold back, each way: character errors of the transcripts, paired by clip"
                        + " with a good network.")
final class NetworksCommand implements Callable<Integer> {

    private static final String GOOD = "good";

    private static final Map<String, List<String>> NETWORKS = networks();

    @Option(names = "--data", required = true, description = "TSV with the columns file, transcript and lang.")
    Path data = Path.of("");

    @Option(names = "--root", description = "What the files are relative to; the manifest's folder if not given.")
    @Nullable
    Path root;

    @Option(
            names = "--limit",
            defaultValue = "20",
            description = "Clips a call (${DEFAULT-VALUE}), spread over the manifest.")
    int limit;

    @Option(names = "--only", split = ",", description = "These networks alone, beside the good one.")
    List<String> only = List.of();

    @Option(names = "--at-once", defaultValue = "2", description = "Calls at a time (${DEFAULT-VALUE}).")
    int atOnce;

    @Option(names = "--json", description = "Ends with one JSON object.")
    boolean json;

    private static Map<String, List<String>> networks() {
        Map<String, List<String>> networks = new LinkedHashMap<>();
        networks.put(GOOD, List.of());
        for (String percent : List.of("5", "15", "30", "50", "80")) {
            List<String> loss = List.of("--loss", Double.toString(Double.parseDouble(percent) / 100));
            networks.put("loss-" + percent, loss);
            List<String> plain = new ArrayList<>(loss);
            plain.add("--without-redundancy");
            networks.put("loss-" + percent + "-plain", plain);
        }
        networks.put("jitter-100", List.of("--jitter-ms", "100"));
        networks.put("reordered-100", List.of("--jitter-ms", "100", "--reordered"));
        networks.put("300-kbit", List.of("--bits-per-second", "300000"));
        networks.put("no-udp", List.of("--udp-blocked"));
        networks.put("moves", List.of("--moves-after-s", "30"));
        return networks;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        for (String name : only) {
            if (!NETWORKS.containsKey(name)) {
                throw Failure.usage("No network is called %s; there are %s.".formatted(name, NETWORKS.keySet()));
            }
        }
        Home home = Home.find();
        Deployment deployment = new Deployment(home, System.getenv());
        Path voices = Files.createTempDirectory("wenzheng-voices");
        List<String> transcripts = VoiceFiles.write(data, root, limit, voices);
        Map<String, ImpairedCalls.Outcome> outcomes = new LinkedHashMap<>();
        ExecutorService callers = Executors.newFixedThreadPool(atOnce);
        try (TranscriptWatch heard = new TranscriptWatch(deployment.kafkaBootstrap());
                MirrorWatch mirrored = new MirrorWatch(deployment.kafkaBootstrap())) {
            ImpairedCalls calls = new ImpairedCalls(home, deployment, voices, transcripts, heard, mirrored);
            Map<String, Future<ImpairedCalls.Outcome>> running = new LinkedHashMap<>();
            NETWORKS.forEach((name, impairment) -> {
                if (only.isEmpty() || only.contains(name) || name.equals(GOOD)) {
                    running.put(name, callers.submit(() -> calls.call(impairment)));
                }
            });
            for (Map.Entry<String, Future<ImpairedCalls.Outcome>> each : running.entrySet()) {
                outcomes.put(each.getKey(), each.getValue().get());
                print(each.getKey(), outcomes);
            }
        } finally {
            callers.shutdownNow();
            VoiceFiles.delete(voices);
        }
        if (json) {
            List<String> parts = new ArrayList<>();
            outcomes.forEach((name, outcome) -> parts.add(object(name, outcome, against(outcomes, outcome))));
            System.out.println("{\"clips\":" + transcripts.size() + ",\"networks\":{" + String.join(",", parts) + "}}");
        }
        return 0;
    }

    private static PairedErrors against(Map<String, ImpairedCalls.Outcome> outcomes, ImpairedCalls.Outcome outcome) {
        ImpairedCalls.Outcome good = outcomes.get(GOOD);
        return PairedErrors.of(good == null ? outcome.clips() : good.clips(), outcome.clips());
    }

    private static void print(String name, Map<String, ImpairedCalls.Outcome> outcomes) {
        ImpairedCalls.Outcome outcome = outcomes.get(name);
        if (outcome == null) {
            return;
        }
        PairedErrors paired = against(outcomes, outcome);
        System.out.printf(
                Locale.ROOT,
                "%-16s lost on the way %4.1f %%, sound missing for good %4.1f %%, CER %5.2f %% (%+.2f points, 95 %%: %+.2f to %+.2f)%n",
                name,
                100 * outcome.sentLost(),
                100 * outcome.missing(),
                100 * outcome.rate(),
                100 * paired.difference(),
                100 * paired.low(),
                100 * paired.high());
    }

    private static String object(String name, ImpairedCalls.Outcome outcome, PairedErrors paired) {
        return String.format(
                Locale.ROOT,
                "\"%s\":{\"lost\":%.4f,\"missing\":%.4f,\"cer\":%.4f,\"difference\":%.4f,\"low\":%.4f,\"high\":%.4f}",
                name,
                outcome.sentLost(),
                outcome.missing(),
                outcome.rate(),
                paired.difference(),
                paired.low(),
                paired.high());
    }
}
