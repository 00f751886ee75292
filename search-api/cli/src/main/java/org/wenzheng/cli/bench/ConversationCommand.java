package org.wenzheng.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.evaluate.ModuleProgram;
import org.wenzheng.cli.process.Deployment;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How soon the digital human answers, and how well it makes way. */
@Command(
        name = "conversation",
        mixinStandardHelpOptions = true,
        description = "A synthetic citizen asks, interrupts and murmurs: voice to voice, cached and uncached.")
final class ConversationCommand implements Callable<Integer> {

    @Option(names = "--questions", description = "A file with a question a line, instead of the six that ship.")
    @Nullable
    Path questions;

    @Option(names = "--rounds", defaultValue = "3", description = "How often each is asked (${DEFAULT-VALUE}).")
    int rounds;

    @Option(names = "--json", description = "Ends with one JSON object.")
    boolean json;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        Deployment deployment = new Deployment(home, System.getenv());
        List<String> arguments = new ArrayList<>(List.of(
                "--search-api", deployment.address().toString(),
                "--sfu", deployment.sfuAddress().toString().replaceFirst("^http", "ws"),
                "--sounds", home.var().resolve("sounds").toString(),
                "--rounds", Integer.toString(rounds)));
        if (questions != null) {
            arguments.addAll(List.of("--questions", questions.toString()));
        }
        if (json) {
            arguments.add("--json");
        }
        return ModuleProgram.run(
                home, ModuleProgram.DIGITAL_HUMAN, "org.wenzheng.digitalhuman.bench.BenchConversation", arguments);
    }
}
