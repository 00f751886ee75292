package org.wenzheng.cli.evaluate;

import picocli.CommandLine.Command;

/** Scores on files that the caller brings. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Scores what ships on a file of yours; the last line of --json is one object.",
        subcommands = {
            EvaluateAnswersCommand.class,
            EvaluateAsrCommand.Asr.class,
            EvaluateAsrCommand.Terms.class,
            EvaluateRedactionCommand.class,
            EvaluateHeadCommand.Sentiment.class,
            EvaluateHeadCommand.Topics.class
        })
public final class EvaluateCommand {}
