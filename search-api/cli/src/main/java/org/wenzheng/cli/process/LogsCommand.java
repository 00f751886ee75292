package org.wenzheng.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The last lines of a process's log. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Prints the last lines of a process's log.")
public final class LogsCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "A name as ./run status prints it, or supervisor.")
    String name = "";

    @Option(names = "--lines", defaultValue = "100", description = "How many (${DEFAULT-VALUE}).")
    int lines;

    @Override
    public Integer call() throws IOException {
        Path folder = Home.find().logs();
        Path log = folder.resolve(name + ".log");
        if (!name.matches("[a-z-]+") || !Files.exists(log)) {
            throw Failure.usage("No log named " + name + ". There are: " + known(folder));
        }
        Deque<String> last = new ArrayDeque<>();
        try (var all = Files.lines(log)) {
            all.forEach(line -> {
                if (last.size() >= lines) {
                    last.removeFirst();
                }
                last.addLast(line);
            });
        }
        last.forEach(System.out::println);
        return 0;
    }

    private static String known(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return "none yet; start with ./run up";
        }
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".log"))
                    .map(f -> f.substring(0, f.length() - 4))
                    .sorted()
                    .collect(Collectors.joining(", "));
        }
    }
}
