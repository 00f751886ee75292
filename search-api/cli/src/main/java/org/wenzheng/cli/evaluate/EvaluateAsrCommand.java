package org.wenzheng.cli.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.models.ModelFetch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Character error rate and speed of recognition. */
abstract sealed class EvaluateAsrCommand implements Callable<Integer> {

    static final String PROGRAM = "org.wenzheng.jobs.evaluate.EvaluateAsr";

    /** Errors over all characters. */
    @Command(
            name = "asr",
            mixinStandardHelpOptions = true,
            description =
                    "Character error rate (punctuation and spaces removed, simplified, digits as numerals) and speed, with and without the repair of homophones.")
    static final class Asr extends EvaluateAsrCommand {}

    /** The same, and how many of an office's terms were written. */
    @Command(
            name = "terms",
            mixinStandardHelpOptions = true,
            description = "Recall of terms in what is recognised, beside the character error rate.")
    static final class Terms extends EvaluateAsrCommand {

        @Option(names = "--terms", required = true, description = "A text file, one term a line.")
        @SuppressWarnings("NullAway.Init") // picocli requires it
        Path terms;

        @Override
        void more(List<String> arguments) {
            Arguments.add(arguments, "--terms", terms);
        }
    }

    @Option(
            names = "--data",
            required = true,
            description = "TSV with columns file, transcript, lang; others are ignored.")
    @SuppressWarnings("NullAway.Init") // picocli requires it
    Path data;

    @Option(names = "--root", description = "Paths are relative to this folder, else to the manifest's.")
    @Nullable
    Path root;

    @Option(names = "--lang", defaultValue = "zh", description = "Rows of this language (${DEFAULT-VALUE}).")
    String lang = "zh";

    @Option(names = "--limit", description = "At most so many rows.")
    @Nullable
    Integer limit;

    @Option(
            names = "--domain",
            description = "Files and folders, separated by commas, of texts that tell an office's words.")
    @Nullable
    String domain;

    @Option(names = "--offline", description = "Also the 30-second, beam-5 setting: score.cer_offline.")
    boolean offline;

    @Option(names = "--predictions", description = "Writes item and raw output here, tab separated.")
    @Nullable
    Path predictions;

    @Option(names = "--json", description = "Ends with one JSON object.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ModelFetch.fetch(List.of("whisper-base", "silero-vad"));
        List<String> arguments = new ArrayList<>(List.of("--data", data.toString(), "--lang", lang));
        Arguments.add(arguments, "--root", root);
        Arguments.add(arguments, "--limit", limit);
        Arguments.add(arguments, "--domain", domain);
        Arguments.add(arguments, "--predictions", predictions);
        Arguments.add(arguments, "--offline", offline);
        Arguments.add(arguments, "--json", json);
        more(arguments);
        return ModuleProgram.run(Home.find(), ModuleProgram.JOBS, PROGRAM, arguments);
    }

    /** Adds what only one of the commands has. */
    void more(List<String> arguments) {}
}
