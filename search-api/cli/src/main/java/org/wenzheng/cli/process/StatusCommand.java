package org.wenzheng.cli.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.wenzheng.cli.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Which processes run, on which port, with how much memory, and how they are. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Shows the processes; exit code 0 when all are ready.")
public final class StatusCommand implements Callable<Integer> {

    @Option(names = "--json", description = "One JSON object instead of a table.")
    boolean json;

    @Override
    public Integer call() throws IOException {
        List<Row> rows = rows(Home.find());
        if (json) {
            System.out.println(new ObjectMapper()
                    .writeValueAsString(Map.of(
                            "processes",
                            rows.stream()
                                    .map(row -> Map.of(
                                            "name", row.name(),
                                            "pid", row.pid(),
                                            "port", row.port(),
                                            "health", row.health(),
                                            "rss_mb", row.rssMb()))
                                    .toList())));
        } else if (rows.isEmpty()) {
            System.out.println("Nothing runs. Start with: ./run up");
        } else {
            print(rows);
        }
        return !rows.isEmpty() && rows.stream().allMatch(row -> row.health().equals("ready")) ? 0 : 1;
    }

    /** Every known process as it is now; empty when no supervisor runs and nothing of its is left. */
    public static List<Row> rows(Home home) throws IOException {
        ProcessTable.Contents contents = new ProcessTable(home).read();
        boolean supervised = contents.supervisor().handle().isPresent();
        boolean anyAlive =
                contents.processes().stream().anyMatch(e -> e.handle().isPresent());
        if (!supervised && !anyAlive) {
            return List.of();
        }
        return contents.processes().stream()
                .map(entry -> {
                    boolean alive = entry.handle().isPresent();
                    String health = !supervised
                            ? alive ? "unsupervised" : "stopped"
                            : !alive && entry.health().equals("ready") ? "restarting" : entry.health();
                    return new Row(entry.name(), entry.port(), alive ? entry.pid() : 0, entry.rssMb(), health);
                })
                .toList();
    }

    /** Prints the table. */
    public static void print(List<Row> rows) {
        System.out.printf("%-20s %6s %8s %9s  %s%n", "process", "port", "pid", "memory", "health");
        for (Row row : rows) {
            System.out.printf(
                    "%-20s %6d %8d %6d MB  %s%n", row.name(), row.port(), row.pid(), row.rssMb(), row.health());
        }
    }

    /** A line of the table. */
    public record Row(String name, int port, long pid, long rssMb, String health) {}
}
