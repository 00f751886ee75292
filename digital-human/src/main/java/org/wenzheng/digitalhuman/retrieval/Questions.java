package org.wenzheng.digitalhuman.retrieval;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wenzheng.search.contract.knowledge.KnowledgeBase;
import org.wenzheng.search.contract.knowledge.KnowledgeException;

/**
 * Questions with the item that each is about: tab separated, a head line, columns {@code question} and {@code item}, which is a
 * code or {@value #NONE}; further columns are ignored.
 */
public final class Questions {

    /** The item of a question that the base has no answer to. */
    public static final String NONE = "none";

    /**
     * @param text as asked
     * @param item code, or {@link #NONE}
     */
    public record Question(String text, String item) {}

    private Questions() {}

    /** Reads a file. @throws KnowledgeException with the line that is wrong, or a code that the base has not */
    public static List<Question> read(Path file, KnowledgeBase base) throws IOException, KnowledgeException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        String head = lines.isEmpty() ? "" : lines.get(0).replace("\uFEFF", "");
        List<String> columns = List.of(head.strip().split("\t", -1));
        int question = columns.indexOf("question");
        int item = columns.indexOf("item");
        if (question < 0 || item < 0) {
            throw new KnowledgeException(
                    "%s:1: the head line needs the columns question and item, tab separated".formatted(file));
        }
        List<Question> questions = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i).isBlank()) {
                continue;
            }
            String[] fields = lines.get(i).split("\t", -1);
            if (fields.length <= Math.max(question, item) || fields[question].isBlank()) {
                throw new KnowledgeException("%s:%d: a question and an item are needed".formatted(file, i + 1));
            }
            String code = fields[item].strip();
            if (!code.equals(NONE) && base.item(code).isEmpty()) {
                throw new KnowledgeException("%s:%d: no item has the code %s; write a code of the base, or none"
                        .formatted(file, i + 1, code));
            }
            questions.add(new Question(fields[question].strip(), code));
        }
        if (questions.isEmpty()) {
            throw new KnowledgeException(file + ": no question is in it");
        }
        return questions;
    }
}
