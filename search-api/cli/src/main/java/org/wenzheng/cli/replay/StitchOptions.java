package org.wenzheng.cli.replay;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How calls are composed of single clips. */
final class StitchOptions {

    @Option(
            names = "--stitch",
            paramLabel = "MANIFEST",
            required = true,
            description = "Composes two-sided calls of the clips of a tab-separated file with columns file,"
                    + " transcript and perhaps lang, and replays them one after another.")
    @Nullable
    Path manifest;

    @Option(names = "--root", paramLabel = "DIR", description = "Where the manifest's files lie; else beside it.")
    @Nullable
    Path root;

    @Option(
            names = "--calls",
            paramLabel = "N",
            defaultValue = "0",
            description = "How many; without it as many as use each clip once.")
    int calls;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            defaultValue = "300",
            description = "How long a call is at most (${DEFAULT-VALUE}).")
    int seconds = 300;

    @Option(names = "--reference", paramLabel = "OUT", description = "Writes what is said when in which call.")
    @Nullable
    Path reference;

    Path file() {
        return Optional.ofNullable(manifest).orElseThrow();
    }
}
