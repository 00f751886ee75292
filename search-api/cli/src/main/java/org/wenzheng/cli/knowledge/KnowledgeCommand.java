package org.wenzheng.cli.knowledge;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.evaluate.ModuleProgram;
import org.wenzheng.cli.portal.Portal;
import org.wenzheng.cli.process.Deployment;
import org.wenzheng.search.contract.knowledge.ItemFile;
import org.wenzheng.search.contract.knowledge.KnowledgeException;
import org.wenzheng.search.contract.knowledge.ServiceItem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Works with the service items that the digital human answers from. */
@Command(
        name = "knowledge",
        mixinStandardHelpOptions = true,
        description = "Checks, imports, proposes and puts back the service items that the digital human answers from.")
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

    @Command(
            name = "propose",
            mixinStandardHelpOptions = true,
            description = "Proposes item files to the running product; a reviewer approves each in the browser.")
    int propose(@Parameters(paramLabel = "FILE", arity = "1..*") List<Path> files)
            throws IOException, InterruptedException {
        Portal portal = portal();
        for (Path file : files) {
            try {
                ServiceItem item = ItemFile.read(file);
                portal.post("/api/v1/items/proposals", ItemFile.fields(item));
                System.out.printf("%s %s: proposed%n", item.code(), item.name());
            } catch (KnowledgeException e) {
                throw Failure.failed(String.valueOf(e.getMessage()));
            }
        }
        return 0;
    }

    @Command(
            name = "rollback",
            mixinStandardHelpOptions = true,
            description = "Puts the version of an item back that was in force before; it is spoken within 5 s.")
    int rollBack(@Parameters(paramLabel = "CODE") String code) throws IOException, InterruptedException {
        JsonNode item = portal().post(
                        "/api/v1/items/" + URLEncoder.encode(code, StandardCharsets.UTF_8) + "/rollback", Map.of());
        System.out.printf(
                "%s %s: version %d is in force again%n",
                item.path("code").asText(),
                item.path("name").asText(),
                item.path("version").asInt());
        return 0;
    }

    private static Portal portal() throws IOException {
        Home home = Home.find();
        return Portal.of(home, new Deployment(home, System.getenv()).address());
    }

    private static int run(String program, List<String> arguments) throws IOException, InterruptedException {
        return ModuleProgram.run(Home.find(), ModuleProgram.DIGITAL_HUMAN, PACKAGE + program, arguments);
    }
}
