package org.wenzheng.cli.evaluate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Failure;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.classify.HeadFile;
import org.wenzheng.models.runtime.embedding.BgeEmbedder;
import org.wenzheng.models.runtime.embedding.TextEmbedder;
import org.wenzheng.training.HeadTrainer;
import org.wenzheng.training.LabelledTexts;
import org.wenzheng.training.TrainingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes a head from labelled texts. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a head on a file of yours: any labels, on the CPU, in minutes.")
public final class TrainCommand {

    @Command(
            name = "sentiment",
            mixinStandardHelpOptions = true,
            description = "A head in place of WENZHENG_HEAD_SENTIMENT.")
    int sentiment(
            @Option(names = "--data", required = true, arity = "1..*", description = DATA) List<Path> data,
            @Option(names = "--out", required = true, description = OUT) Path out,
            @Option(names = "--name", description = NAME) @Nullable String name,
            @Option(names = "--limit", defaultValue = "2147483647", description = LIMIT) int limit)
            throws IOException {
        return train(data, out, name == null ? "sentiment" : name, limit);
    }

    @Command(name = "topics", mixinStandardHelpOptions = true, description = "A head in place of WENZHENG_HEAD_TOPICS.")
    int topics(
            @Option(names = "--data", required = true, arity = "1..*", description = DATA) List<Path> data,
            @Option(names = "--out", required = true, description = OUT) Path out,
            @Option(names = "--name", description = NAME) @Nullable String name,
            @Option(names = "--limit", defaultValue = "2147483647", description = LIMIT) int limit)
            throws IOException {
        return train(data, out, name == null ? "topics" : name, limit);
    }

    private static final String DATA = "CSV with header columns text and label; several are read as one.";
    private static final String OUT = "The head to write.";
    private static final String NAME = "Its name in records.";
    private static final String LIMIT = "At most so many rows a file.";

    private static int train(List<Path> data, Path out, String name, int limit) throws IOException {
        try (TextEmbedder embedder = BgeEmbedder.load()) {
            HeadTrainer.Trained trained =
                    new HeadTrainer(embedder, System.err::println).train(name, LabelledTexts.read(data, limit));
            HeadFile.write(trained.head(), out);
            System.out.printf(
                    "%s: %d labels, %d n-grams, %.2f MB; on texts left out of training: accuracy %.4f, macro-F1 %.4f,"
                            + " coverage %.4f (unsure below %.2f)%n",
                    out,
                    trained.head().labels().size(),
                    trained.head().features().size(),
                    Files.size(out) / 1e6,
                    trained.scores().accuracy(),
                    trained.scores().macroF1(),
                    trained.scores().coverage(),
                    trained.head().threshold());
            trained.scores().f1().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(e -> System.out.printf("  F1 %.3f  %s%n", e.getValue(), e.getKey()));
            return 0;
        } catch (ModelException | TrainingException e) {
            throw Failure.failed(String.valueOf(e.getMessage()));
        }
    }
}
