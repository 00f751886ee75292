package org.wenzheng.cli.bench;

import picocli.CommandLine.Command;

/** Measurements of the running product. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the running product; ./run up comes first.",
        subcommands = {FreshnessCommand.class, ThroughputCommand.class})
public final class BenchCommand {}
