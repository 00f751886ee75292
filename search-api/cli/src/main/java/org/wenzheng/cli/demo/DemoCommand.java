package org.wenzheng.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.models.ModelFetch;
import org.wenzheng.cli.portal.Portal;
import org.wenzheng.cli.process.Deployment;
import org.wenzheng.cli.replay.Replayer;
import org.wenzheng.media.records.v1.Origin;
import org.wenzheng.models.manifest.ModelStoreException;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.synthesis.KokoroSynthesizer;
import org.wenzheng.replay.CallDetails;
import org.wenzheng.replay.ReplayListener;
import org.wenzheng.replay.ReplayRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Replays the 36 invented calls over the last 14 days, two of them at the speed of speech first. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Replays 36 invented, synthesised calls of the last 14 days and waits until all are found.")
public final class DemoCommand implements Callable<Integer> {

    private static final String DISTRICT = "安澜市澄湖区";

    @Option(names = "--rebuild", description = "First makes the recordings again from scripts, voices and noise.")
    boolean rebuild;

    @Option(
            names = "--timeout",
            defaultValue = "1800",
            description = "Seconds to wait for the jobs (${DEFAULT-VALUE}).")
    int timeoutSeconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        Path folder = home.root().resolve("search-api/cli/demo");
        if (rebuild) {
            rebuild(home, folder);
        }
        List<DemoScript> scripts = DemoScript.readAll(folder.resolve("scripts"));
        Deployment deployment = new Deployment(home, System.getenv());
        Portal portal = Portal.of(home, deployment.address());
        portal.put("/api/v1/demo", Map.of("total", scripts.size()));
        System.err.println("Open " + deployment.address() + " meanwhile: it says how many calls are done.");
        LocalDate today = anchor(home);
        try (Replayer replayer = Replayer.connect(deployment.kafkaBootstrap())) {
            replayAtSpeedOfSpeech(replayer, folder, scripts);
            int sent = 2;
            for (DemoScript script : scripts) {
                if (!script.realtime()) {
                    replayer.run(
                            request(
                                    folder,
                                    script,
                                    Optional.of(startedAt(script, today, sent)),
                                    OptionalDouble.empty()),
                            ReplayListener.SILENT);
                    System.err.printf("\rsent %d of %d   ", ++sent, scripts.size());
                }
            }
        }
        System.err.println();
        awaitAll(portal, scripts.size());
        System.out.println("All " + scripts.size() + " calls are found. Try: ./run search 居住证");
        return 0;
    }

    private static void rebuild(Home home, Path folder) throws IOException {
        ModelFetch.fetch(List.of("kokoro-zh"));
        try (KokoroSynthesizer voices =
                KokoroSynthesizer.load(ModelFetch.store().resolve("kokoro-zh"))) {
            new DemoAudio(voices, home.var().resolve("demo-turns"))
                    .rebuild(
                            folder, (done, all, file) -> System.err.printf("\rmade %d of %d recordings   ", done, all));
            ConsentSpeech.make(voices, home.root().resolve(ConsentSpeech.FOLDER));
            System.err.println();
        } catch (ModelException | ModelStoreException e) {
            throw Failure.failed(String.valueOf(e.getMessage()));
        }
    }

    /** The two calls that are heard as they come: both at once, like two windows. */
    private static void replayAtSpeedOfSpeech(Replayer replayer, Path folder, List<DemoScript> scripts)
            throws InterruptedException {
        List<DemoScript> live = scripts.stream().filter(DemoScript::realtime).toList();
        System.err.println("Two calls at the speed of speech first; about a minute.");
        ExecutorService windows = Executors.newFixedThreadPool(Math.max(1, live.size()));
        try {
            List<Future<?>> calls = new ArrayList<>();
            for (DemoScript script : live) {
                ReplayRequest request = request(folder, script, Optional.empty(), OptionalDouble.of(1));
                calls.add(windows.submit(() -> replayer.run(request, ReplayListener.SILENT)));
            }
            for (Future<?> call : calls) {
                call.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Failure failure ? failure : Failure.failed(String.valueOf(e.getCause()));
        } finally {
            windows.shutdownNow();
        }
    }

    /** As the script says; a call of today that would lie in the future was a little while ago. */
    private static Instant startedAt(DemoScript script, LocalDate today, int number) {
        Instant stated = today.plusDays(script.day())
                .atTime(script.time())
                .atZone(ZoneId.systemDefault())
                .toInstant();
        Instant lately = Instant.now().minus(Duration.ofMinutes(10 + 3L * number));
        return stated.isBefore(lately) ? stated : lately;
    }

    private static ReplayRequest request(Path folder, DemoScript script, Optional<Instant> at, OptionalDouble speed) {
        Path file = DemoAudio.file(folder, script);
        if (!Files.exists(file)) {
            throw Failure.failed("The recording " + file + " is missing. Make it with: ./run demo --rebuild");
        }
        CallDetails details = new CallDetails(
                script.title(),
                script.office(),
                DISTRICT,
                script.department(),
                script.matter(),
                "zh",
                Origin.DEMO,
                CallDetails.ALL_CONSENTS,
                true);
        return new ReplayRequest(List.of(file), List.of(), at, speed, details);
    }

    /** Today at the first demo on this data folder: a second demo overwrites the calls of the first. */
    private static LocalDate anchor(Home home) throws IOException {
        Path file = home.state().resolve("demo-day");
        if (Files.exists(file)) {
            return LocalDate.parse(Files.readString(file).strip());
        }
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        Files.writeString(file, today.toString());
        return today;
    }

    private void awaitAll(Portal portal, int total) throws IOException, InterruptedException {
        Instant begun = Instant.now();
        Instant deadline = begun.plus(Duration.ofSeconds(timeoutSeconds));
        long first = -1;
        while (Instant.now().isBefore(deadline)) {
            JsonNode progress = portal.get("/api/v1/demo", List.of());
            long done = progress.path("done").asLong();
            first = first < 0 ? done : first;
            double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
            String left = done > first ? String.format(", %.0f s left", seconds / (done - first) * (total - done)) : "";
            System.err.printf("\r已处理 %d/%d%s   ", done, total, left);
            if (done >= total) {
                System.err.println();
                return;
            }
            Thread.sleep(1000);
        }
        System.err.println();
        throw Failure.failed("Not all calls were processed in time. The jobs go on; look with ./run status and"
                + " ./run logs jobs.");
    }
}
