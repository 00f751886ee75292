package org.wenzheng.jobs.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wenzheng.jobs.redaction.Finding;
import org.wenzheng.jobs.redaction.Redactor;

/** Scores the redaction that ships: {@code --data FILE [--predictions OUT] [--json]}. */
public final class EvaluateRedaction {
    private static final String USAGE = "usage: --data FILE [--predictions OUT] [--json]";
    private static final ObjectMapper JSON = new ObjectMapper();

    private EvaluateRedaction() {}

    /**
     * Prints a table and, with {@code --json}, one JSON object as the last line.
     *
     * @param arguments as {@link EvaluateRedaction} says
     */
    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try {
            run(arguments, out);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
        }
    }

    static void run(String[] arguments, PrintStream out) throws IOException {
        Path data = null;
        Path predictions = null;
        boolean json = false;
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--data" -> data = Path.of(value(arguments, ++i));
                case "--predictions" -> predictions = Path.of(value(arguments, ++i));
                case "--json" -> json = true;
                default -> throw new IllegalArgumentException(USAGE);
            }
        }
        if (data == null) {
            throw new IllegalArgumentException(USAGE);
        }
        evaluate(data, predictions, json, out);
    }

    private static void evaluate(Path data, @Nullable Path predictions, boolean json, PrintStream out)
            throws IOException {
        List<RedactionSet.Item> items = RedactionSet.read(data);
        Redactor redactor = new Redactor();
        RedactionScore score = new RedactionScore();
        List<String> found = new ArrayList<>(List.of("text\tspans"));
        long start = System.nanoTime();
        for (RedactionSet.Item item : items) {
            List<Finding> findings = redactor.find(item.text());
            score.add(item, findings);
            found.add(item.text() + "\t" + spans(item.text(), findings));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (predictions != null) {
            Files.write(predictions, found, StandardCharsets.UTF_8);
        }
        print(score, out);
        if (json) {
            out.println(json(score, items.size(), seconds));
        }
    }

    private static void print(RedactionScore score, PrintStream out) {
        out.printf("%-12s %8s %8s %9s %9s%n", "kind", "details", "found", "recall", "precision");
        score.byKind().forEach((kind, counts) -> print(kind, counts, out));
        print("numbers", score.numbers(), out);
        print("all", score.all(), out);
    }

    private static void print(String name, RedactionScore.Counts counts, PrintStream out) {
        out.printf(
                "%-12s %8d %8d %8.1f%% %8.1f%%%n",
                name, counts.details(), counts.findings(), 100 * counts.recall(), 100 * counts.precision());
    }

    private static String json(RedactionScore score, int items, double seconds) {
        ObjectNode json = JSON.createObjectNode().put("task", "redaction").put("items", items);
        json.putObject("score")
                .put("recall", score.all().recall())
                .put("precision", score.all().precision())
                .put("recall_numbers", score.numbers().recall());
        ObjectNode by = json.putObject("by");
        for (Map.Entry<String, RedactionScore.Counts> kind : score.byKind().entrySet()) {
            by.putObject(kind.getKey())
                    .put("spans", kind.getValue().details())
                    .put("recall", kind.getValue().recall())
                    .put("precision", kind.getValue().precision());
        }
        return json.put("seconds", seconds).toString();
    }

    private static String spans(String text, List<Finding> findings) {
        ArrayNode spans = JSON.createArrayNode();
        for (Finding finding : findings) {
            spans.addObject()
                    .put("kind", finding.kind().id())
                    .put("text", text.substring(finding.start(), finding.end()));
        }
        return spans.toString();
    }

    private static String value(String[] arguments, int at) {
        if (at >= arguments.length) {
            throw new IllegalArgumentException(USAGE);
        }
        return arguments[at];
    }
}
