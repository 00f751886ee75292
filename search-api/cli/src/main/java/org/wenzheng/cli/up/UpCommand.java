package org.wenzheng.cli.up;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.doctor.Doctor;
import org.wenzheng.cli.listen.ListenOptions;
import org.wenzheng.cli.listen.Listening;
import org.wenzheng.cli.models.ModelFetch;
import org.wenzheng.cli.process.Deployment;
import org.wenzheng.cli.process.ProcessSpec;
import org.wenzheng.cli.process.ProcessTable;
import org.wenzheng.cli.process.StatusCommand;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts the product and returns when all of it is ready; harmless when it runs already. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Starts everything, waits until it is ready and leaves a supervisor that restarts what dies.")
public final class UpCommand implements Callable<Integer> {

    /** What the jobs, the search API and the digital human need. */
    private static final List<String> WEIGHTS = List.of("whisper-base", "silero-vad", "kokoro-zh");

    @ArgGroup(exclusive = false, heading = "From other machines:%n")
    ListenOptions listen = new ListenOptions();

    @Option(
            names = "--timeout",
            defaultValue = "180",
            description = "Seconds to wait for readiness (${DEFAULT-VALUE}).")
    int timeoutSeconds;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        home.prepare();
        Deployment deployment = new Deployment(home, System.getenv());
        try (FileChannel channel = FileChannel.open(
                        home.state().resolve("up.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw Failure.failed("Another ./run up is at work. Wait for it, then look with ./run status.");
            }
            ProcessTable table = new ProcessTable(home);
            if (table.read().supervisor().handle().isEmpty()) {
                Optional<Listening> listening = listen.resolve(home);
                listening.ifPresent(Listening::requireFree);
                Listening.write(home, listening);
                Doctor doctor = new Doctor(home, deployment.processes());
                doctor.requireHealthy();
                ModelFetch.fetch(WEIGHTS);
                startSupervisor(home);
            } else if (listen.given() && !listen.resolve(home).equals(Listening.read(home))) {
                throw Failure.failed(
                        "It runs already, with other addresses. End it with ./run down, then start it again.");
            }
            awaitReady(home, deployment.processes());
        }
        StatusCommand.print(StatusCommand.rows(home));
        System.out.println();
        System.out.println("Open:  " + deployment.address());
        Listening.read(home).ifPresent(listening -> System.out.println("From other machines:  " + listening.address()));
        if (listen.given() && listen.generated(home) != null) {
            System.out.println("Browsers warn of the generated certificate; those that are given "
                    + listen.generated(home) + " do not.");
        }
        announcePassword(home);
        return 0;
    }

    private static void startSupervisor(Home home) throws IOException {
        Path log = home.logs().resolve("supervisor.log");
        List<String> command = new ArrayList<>(List.of(
                "setsid",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dwenzheng.home=" + home.root(),
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                "-Dorg.slf4j.simpleLogger.log.org.apache.kafka=error", // a broker that is away is told by its probe
                "-cp",
                System.getProperty("java.class.path"),
                "org.wenzheng.cli.Wenzheng",
                "supervise"));
        new ProcessBuilder(command)
                .directory(home.root().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .start();
    }

    private void awaitReady(Home home, List<ProcessSpec> specs) throws IOException, InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(timeoutSeconds));
        List<String> told = new ArrayList<>();
        while (Instant.now().isBefore(deadline)) {
            List<StatusCommand.Row> rows = StatusCommand.rows(home);
            for (StatusCommand.Row row : rows) {
                if (row.health().equals("ready") && !told.contains(row.name())) {
                    told.add(row.name());
                    System.err.printf("ready %d/%d  %s%n", told.size(), specs.size(), row.name());
                }
            }
            if (rows.size() == specs.size()
                    && rows.stream().allMatch(row -> row.health().equals("ready"))) {
                return;
            }
            Thread.sleep(300);
        }
        StatusCommand.print(StatusCommand.rows(home));
        throw Failure.failed("Not everything is ready after " + timeoutSeconds
                + " s. Read what the process says with ./run logs NAME; the supervisor goes on trying.");
    }

    private static void announcePassword(Home home) throws IOException {
        @Nullable Path file = Files.exists(home.adminPassword()) ? home.adminPassword() : null;
        if (file != null) {
            System.out.println("First login:  account admin, password "
                    + Files.readString(file).strip() + "  (shown this once; it must be changed at the first login)");
            Files.delete(file);
        }
    }
}
