package org.wenzheng.cli.knowledge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.evaluate.ModuleProgram;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Works with the service items that the digital human answers from. */
@Command(
        name = "knowledge",
        mixinStandardHelpOptions = true,
        description = "Checks, imports and tries the service items that the digital human answers from.")
public final class KnowledgeCommand {

    private static final String PACKAGE = "org.wenzheng.digitalhuman.";

    @Command(
            name = "import",
            description = "Turns an export (JSON lines or CSV) into item files: drafts to be looked at.")
    int importItems(
            @Parameters(paramLabel = "FILE", description = "A .jsonl or .csv file.") Path file,
            @Option(names = "--to", required = true, description = "Folder for the items.") Path to,
            @Option(names = "--map", description = "Columns with other names: FIELD=COLUMN,…") @Nullable String map)
            throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(file.toString(), "--to", to.toString()));
        if (map != null) {
            arguments.addAll(List.of("--map", map));
        }
        return run("knowledge.ImportItems", arguments);
    }

    @Command(name = "check", description = "Says what is wrong in a folder of items, with file, line and reason.")
    int check(@Parameters(paramLabel = "DIR") Path folder) throws IOException, InterruptedException {
        return run("knowledge.CheckItems", List.of(folder.toString()));
    }

    private static int run(String program, List<String> arguments) throws IOException, InterruptedException {
        return ModuleProgram.run(Home.find(), ModuleProgram.DIGITAL_HUMAN, PACKAGE + program, arguments);
    }
}
