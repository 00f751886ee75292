package org.wenzheng.cli.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import org.wenzheng.models.runtime.ModelException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How the digital human meets questions. */
@Command(
        name = "answers",
        mixinStandardHelpOptions = true,
        description = "How questions are met: right, wrong with confidence, clarified, refused.")
public final class EvaluateAnswersCommand implements Callable<Integer> {

    static final String PROGRAM = "org.wenzheng.digitalhuman.evaluate.EvaluateAnswers";

    @Option(
            names = "--data",
            required = true,
            description = "TSV with columns question and item, which is a code of the items or none.")
    @SuppressWarnings("NullAway.Init") // picocli requires it
    Path data;

    @Option(names = "--items", required = true, description = "Folder of service items, a YAML file each.")
    @SuppressWarnings("NullAway.Init") // picocli requires it
    Path items;

    @Option(
            names = "--predictions",
            description = "Writes question, item, outcome and what was found here, tab separated.")
    @Nullable
    Path predictions;

    @Option(
            names = "--spoken",
            description = "Asks the questions as recognised from synthesised speech, which is kept in this folder.")
    @Nullable
    Path spoken;

    @Option(names = "--json", description = "Ends with one JSON object.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path asked = spoken == null ? data : recognised(spoken);
        List<String> arguments = new ArrayList<>(List.of("--data", asked.toString(), "--items", items.toString()));
        Arguments.add(arguments, "--predictions", predictions);
        Arguments.add(arguments, "--json", json);
        return ModuleProgram.run(Home.find(), ModuleProgram.DIGITAL_HUMAN, PROGRAM, arguments);
    }

    /** The file again, each question as it was heard; who was not heard at all asks nothing and is left out. */
    private Path recognised(Path folder) throws IOException, InterruptedException {
        List<String> lines = Files.readAllLines(data).stream()
                .filter(line -> !line.isBlank())
                .toList();
        int question = lines.isEmpty()
                ? -1
                : Arrays.asList(lines.get(0).split("\t", -1)).indexOf("question");
        if (question < 0) {
            throw Failure.usage(data + ":1: the head line needs the columns question and item, tab separated");
        }
        List<String[]> rows =
                lines.stream().skip(1).map(line -> line.split("\t", -1)).toList();
        try {
            List<String> heard = SpokenTexts.of(
                    folder, rows.stream().map(row -> row[question]).toList(), items);
            List<String> again = new ArrayList<>(List.of(lines.get(0)));
            for (int i = 0; i < rows.size(); i++) {
                if (!heard.get(i).isBlank()) {
                    rows.get(i)[question] = heard.get(i);
                    again.add(String.join("\t", rows.get(i)));
                }
            }
            return Files.write(folder.resolve("heard.tsv"), again);
        } catch (ModelException e) {
            throw Failure.failed(String.valueOf(e.getMessage()));
        }
    }
}
