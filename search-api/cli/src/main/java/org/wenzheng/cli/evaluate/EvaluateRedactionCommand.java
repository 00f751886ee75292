package org.wenzheng.cli.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Recall and precision of redaction. */
@Command(
        name = "redaction",
        mixinStandardHelpOptions = true,
        description = "Recall and precision of redaction, a kind and in all.")
public final class EvaluateRedactionCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            required = true,
            description = "TSV with columns text and spans, a JSON list of {\"kind\",\"text\"}.")
    @SuppressWarnings("NullAway.Init") // picocli requires it
    Path data;

    @Option(names = "--predictions", description = "Writes text and found spans here, tab separated.")
    @Nullable
    Path predictions;

    @Option(names = "--json", description = "Ends with one JSON object.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("--data", data.toString()));
        Arguments.add(arguments, "--predictions", predictions);
        Arguments.add(arguments, "--json", json);
        return ModuleProgram.run(
                Home.find(), ModuleProgram.JOBS, "org.wenzheng.jobs.evaluate.EvaluateRedaction", arguments);
    }
}
