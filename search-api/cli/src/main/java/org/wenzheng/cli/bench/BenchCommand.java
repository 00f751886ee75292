package org.wenzheng.cli.bench;

import picocli.CommandLine.Command;

/** Measurements of the running product. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the running product (./run up comes first), or the SFU by itself.",
        subcommands = {
            ConversationCommand.class,
            FreshnessCommand.class,
            NetworksCommand.class,
            ThroughputCommand.class,
            SfuCommand.class
        })
public final class BenchCommand {}
