package org.wenzheng.cli.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.process.Deployment;
import org.wenzheng.media.records.v1.Consents;
import org.wenzheng.media.records.v1.Origin;
import org.wenzheng.media.records.v1.Role;
import org.wenzheng.replay.CallDetails;
import org.wenzheng.replay.ReplayOptions;
import org.wenzheng.replay.ReplayRequest;
import org.wenzheng.replay.ReplayResult;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays recordings as calls. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description =
                "Replays a recording as a call: WAV, MP3, M4A, Opus, FLAC, WebM, MP4. A stereo file has the citizen"
                        + " left and staff right; several files are one speaker each.")
public final class ReplayCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "One call: a file, or a file a speaker.")
    List<Path> files = new ArrayList<>();

    @ArgGroup(exclusive = false, heading = "Calls composed of single clips:%n")
    @Nullable
    StitchOptions stitch;

    @Option(names = "--speed", description = "Times real time; without it as fast as it goes.")
    @Nullable
    Double speed;

    @Option(names = "--at", paramLabel = "TIME", description = "When the call began, e.g. 2026-11-22T09:30.")
    @Nullable
    String at;

    @Option(names = "--role", description = "citizen, staff, digital_human or guest; one a file.")
    List<String> roles = new ArrayList<>();

    @Option(
            names = "--consents",
            split = ",",
            description =
                    "What the speakers agreed to, on your word: answer, record, analyse (default: all; none: none).")
    List<String> consents = List.of("answer", "record", "analyse");

    @Option(names = "--title", description = "What to call it.")
    @Nullable
    String title;

    @Option(names = "--office")
    String office = "";

    @Option(names = "--district")
    String district = "";

    @Option(names = "--department")
    String department = "";

    @Option(names = "--matter")
    String matter = "";

    @Option(names = "--lang", defaultValue = "zh", description = "What is spoken (${DEFAULT-VALUE}).")
    String language = "zh";

    @Option(names = "--json", description = "Ends with {\"call\":…}, composed calls with {\"calls\":[…]}.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        if (files.isEmpty() == (stitch == null)) {
            throw Failure.usage("Name a recording to replay, or a manifest with --stitch. See ./run replay --help");
        }
        Deployment deployment = new Deployment(home, System.getenv());
        try (Replayer replayer = Replayer.connect(deployment.kafkaBootstrap())) {
            if (stitch != null) {
                report(StitchReplay.run(
                        replayer, stitch, options(stitch.file().getFileName().toString())));
                return 0;
            }
            String name = files.get(0).getFileName().toString();
            ReplayResult result = replayer.run(request(name), new Replayer.ProgressLine(name));
            System.err.println();
            result.warnings().forEach(System.err::println);
            report(result, json);
            return 0;
        }
    }

    static void report(ReplayResult result, boolean json) throws IOException {
        if (json) {
            System.out.println(new ObjectMapper().writeValueAsString(described(result)));
        } else {
            System.out.printf(
                    "Call %s, %.0f s. See it with: ./run call %s%n", result.call(), result.seconds(), result.call());
        }
    }

    private void report(List<ReplayResult> results) throws IOException {
        if (json) {
            System.out.println(new ObjectMapper()
                    .writeValueAsString(Map.of(
                            "calls",
                            results.stream().map(ReplayCommand::described).toList())));
            return;
        }
        for (ReplayResult result : results) {
            report(result, false);
        }
    }

    private static Map<String, Object> described(ReplayResult result) {
        return Map.of("call", result.call(), "seconds", result.seconds());
    }

    private ReplayRequest request(String name) {
        try {
            ReplayOptions options = options(name);
            return new ReplayRequest(
                    files,
                    roles.stream().map(ReplayCommand::role).toList(),
                    options.at(),
                    options.speed(),
                    options.call());
        } catch (IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }

    private ReplayOptions options(String name) {
        try {
            return new ReplayOptions(
                    instant(), speed == null ? OptionalDouble.empty() : OptionalDouble.of(speed), details(name));
        } catch (IllegalArgumentException e) {
            throw Failure.usage(String.valueOf(e.getMessage()));
        }
    }

    private CallDetails details(String name) {
        return new CallDetails(
                title == null ? name : title,
                office,
                district,
                department,
                matter,
                language,
                Origin.REPLAY,
                parse(consents),
                false);
    }

    static Consents parse(List<String> names) {
        Consents.Builder builder = Consents.newBuilder();
        for (String name : names) {
            switch (name.strip()) {
                case "answer" -> builder.setAnswer(true);
                case "record" -> builder.setRecord(true);
                case "analyse" -> builder.setAnalyse(true);
                case "none", "" -> {}
                default -> throw Failure.usage("A consent is answer, record or analyse (or none), not " + name + ".");
            }
        }
        return builder.build();
    }

    private static Role role(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "citizen" -> Role.CITIZEN;
            case "staff" -> Role.STAFF;
            case "digital_human" -> Role.DIGITAL_HUMAN;
            case "guest" -> Role.GUEST;
            default -> throw Failure.usage("A role is citizen, staff, digital_human or guest, not " + name + ".");
        };
    }

    private Optional<Instant> instant() {
        if (at == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(at).toInstant());
        } catch (DateTimeException e) {
            try {
                return Optional.of(
                        LocalDateTime.parse(at).atZone(ZoneId.systemDefault()).toInstant());
            } catch (DateTimeException again) {
                throw Failure.usage("A time looks like 2026-11-22T09:30 or 2026-11-22T09:30:00+08:00, not " + at + ".");
            }
        }
    }
}
