package org.wenzheng.digitalhuman.evaluate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.wenzheng.digitalhuman.retrieval.Finding;
import org.wenzheng.digitalhuman.retrieval.ItemIndex;
import org.wenzheng.digitalhuman.retrieval.Questions;
import org.wenzheng.digitalhuman.retrieval.Retrieval;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.embedding.BgeEmbedder;
import org.wenzheng.search.contract.knowledge.KnowledgeBase;
import org.wenzheng.search.contract.knowledge.KnowledgeException;
import org.wenzheng.search.contract.knowledge.ServiceItem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Asks a file's questions one by one, as first questions of a call, and counts how they were met. */
@Command(name = "evaluate answers")
public final class EvaluateAnswers implements Callable<Integer> {

    @Option(names = "--data", required = true)
    @SuppressWarnings("NullAway.Init") // picocli requires it
    Path data;

    @Option(names = "--items", required = true)
    @SuppressWarnings("NullAway.Init") // picocli requires it
    Path items;

    @Option(names = "--predictions")
    @Nullable
    Path predictions;

    @Option(names = "--json")
    boolean json;

    public static void main(String[] args) {
        System.exit(new CommandLine(new EvaluateAnswers()).execute(args));
    }

    @Override
    public Integer call() throws IOException, ModelException {
        try {
            KnowledgeBase base = KnowledgeBase.read(items);
            List<Questions.Question> questions = Questions.read(data, base);
            return score(base, questions);
        } catch (KnowledgeException e) {
            System.err.println(e.getMessage());
            return 2;
        }
    }

    private int score(KnowledgeBase base, List<Questions.Question> questions) throws IOException, ModelException {
        AnswersScore score = new AnswersScore();
        List<String> lines = new ArrayList<>(List.of("question\titem\toutcome\tfound\tprobability"));
        LocalDate today = LocalDate.now(java.time.ZoneId.systemDefault());
        try (BgeEmbedder embedder = BgeEmbedder.load();
                ItemIndex index = new ItemIndex(base, embedder)) {
            Retrieval retrieval = new Retrieval(index);
            for (Questions.Question question : questions) {
                Finding finding = retrieval.find(question.text(), today, Set.of());
                score.add(question.item(), finding);
                lines.add(question.text() + "\t" + question.item() + "\t" + line(finding));
            }
        }
        if (predictions != null) {
            Files.write(predictions, lines, StandardCharsets.UTF_8);
        }
        System.out.print(score.table());
        if (json) {
            System.out.println(score.json());
        }
        return 0;
    }

    private static String line(Finding finding) {
        if (finding instanceof Finding.Found found) {
            return "answered\t%s\t%.3f".formatted(found.item().code(), found.probability());
        }
        if (finding instanceof Finding.Ambiguous ambiguous) {
            return "clarified\t%s\t%.3f"
                    .formatted(
                            ambiguous.items().stream().map(ServiceItem::code).collect(Collectors.joining(",")),
                            ambiguous.probability());
        }
        if (finding instanceof Finding.NotInForce expired) {
            return "refused\t%s (not in force)\t".formatted(expired.item().code());
        }
        return "refused\t\t%.3f".formatted(((Finding.Unknown) finding).probability());
    }
}
