package org.wenzheng.cli.evaluate;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Failure;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.classify.HeadFile;
import org.wenzheng.models.runtime.classify.LinearHead;
import org.wenzheng.models.runtime.classify.ShippedHeads;
import org.wenzheng.models.runtime.embedding.BgeEmbedder;
import org.wenzheng.models.runtime.embedding.TextEmbedder;
import org.wenzheng.training.HeadReport;
import org.wenzheng.training.LabelledTexts;
import org.wenzheng.training.Scores;
import org.wenzheng.training.TrainingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Accuracy, macro-F1 and coverage of a head on labelled texts. */
abstract sealed class EvaluateHeadCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            required = true,
            arity = "1..*",
            description = "CSV with header columns text and label; several are read as one.")
    List<Path> data = List.of();

    @Option(names = "--head", description = "A head that ./run train made, instead of what ships.")
    @Nullable
    Path head;

    @Option(names = "--limit", defaultValue = "2147483647", description = "At most so many rows a file.")
    int limit;

    @Option(names = "--predictions", description = "Writes text, label and prediction here, tab separated.")
    @Nullable
    Path predictions;

    @Option(
            names = "--spoken",
            description = "Scores the texts as recognised from synthesised speech, which is kept in this folder.")
    @Nullable
    Path spoken;

    @Option(names = "--json", description = "Ends with one JSON object.")
    boolean json;

    private final ShippedHeads.Task task;
    private final String name;

    EvaluateHeadCommand(ShippedHeads.Task task, String name) {
        this.task = task;
        this.name = name;
    }

    /** The sentiment head. */
    @Command(
            name = "sentiment",
            mixinStandardHelpOptions = true,
            description = "Accuracy, macro-F1 and coverage of the sentiment head; \"unsure\" counts as wrong.")
    static final class Sentiment extends EvaluateHeadCommand {
        Sentiment() {
            super(ShippedHeads.Task.SENTIMENT, "sentiment");
        }
    }

    /** The topics head. */
    @Command(
            name = "topics",
            mixinStandardHelpOptions = true,
            description = "Accuracy, macro-F1 and coverage of the topics head; \"unsure\" counts as wrong.")
    static final class Topics extends EvaluateHeadCommand {
        Topics() {
            super(ShippedHeads.Task.TOPICS, "topics");
        }
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (TextEmbedder embedder = BgeEmbedder.load()) {
            LinearHead loaded = head == null ? ShippedHeads.load(task, System.getenv()) : HeadFile.read(head);
            LabelledTexts texts = LabelledTexts.read(data, limit);
            if (spoken != null) {
                texts = new LabelledTexts(SpokenTexts.of(spoken, texts.texts(), null), texts.labels());
            }
            long begun = System.nanoTime();
            List<String> predicted = HeadReport.predict(loaded, embedder, texts.texts());
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (predictions != null) {
                write(predictions, texts, predicted);
            }
            print(Scores.of(texts.labels(), predicted), loaded, seconds);
            return 0;
        } catch (ModelException | TrainingException e) {
            throw Failure.failed(String.valueOf(e.getMessage()));
        }
    }

    private static void write(Path file, LabelledTexts texts, List<String> predicted) throws IOException {
        List<String> lines = new ArrayList<>(List.of("text\tlabel\tprediction"));
        for (int i = 0; i < texts.size(); i++) {
            lines.add(texts.texts().get(i).replaceAll("\\s", " ") + "\t"
                    + texts.labels().get(i) + "\t" + predicted.get(i));
        }
        Files.write(file, lines);
    }

    private void print(Scores scores, LinearHead loaded, double seconds) throws IOException {
        System.out.printf(
                "%d items, accuracy %.4f, macro-F1 %.4f, coverage %.4f, %.1f s%n",
                scores.items(), scores.accuracy(), scores.macroF1(), scores.coverage(), seconds);
        scores.f1().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(e -> System.out.printf("  F1 %.3f  %s%n", e.getValue(), e.getKey()));
        if (json) {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode out = mapper.createObjectNode().put("task", name).put("items", scores.items());
            out.putObject("score")
                    .put("accuracy", scores.accuracy())
                    .put("macro_f1", scores.macroF1())
                    .put("coverage", scores.coverage());
            ObjectNode by = out.putObject("by");
            scores.f1().forEach((label, f1) -> by.putObject(label).put("f1", f1));
            out.put("seconds", seconds).put("audio_seconds", 0);
            out.putObject("config")
                    .put("head", loaded.name())
                    .put("threshold", loaded.threshold())
                    .put("embedding", loaded.embeddingModel());
            System.out.println(mapper.writeValueAsString(out));
        }
    }
}
