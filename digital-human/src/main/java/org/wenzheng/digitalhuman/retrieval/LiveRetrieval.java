package org.wenzheng.digitalhuman.retrieval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.digitalhuman.knowledge.KnowledgeBase;
import org.wenzheng.digitalhuman.knowledge.KnowledgeException;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.embedding.TextEmbedder;

/**
 * Retrieval over a folder's approved items, as they are now: a change is in force within seconds; a folder in which anything is wrong
 * changes nothing, and what is wrong is logged once.
 */
public final class LiveRetrieval {

    private static final Logger log = LoggerFactory.getLogger(LiveRetrieval.class);

    private final Path folder;
    private final TextEmbedder embedder;
    private final TextEmbedder ofItems;
    private String seen;
    private volatile KnowledgeBase base;
    private volatile Retrieval retrieval;

    /**
     * @param embedder of questions
     * @param ofItems of the items' own texts, by the same model
     * @throws KnowledgeException when the folder cannot be taken as it is: there is nothing older to go on with
     */
    public LiveRetrieval(Path folder, TextEmbedder embedder, TextEmbedder ofItems)
            throws IOException, KnowledgeException, ModelException {
        this.folder = folder;
        this.embedder = embedder;
        this.ofItems = ofItems;
        this.seen = state();
        this.base = KnowledgeBase.read(folder).approved();
        this.retrieval = new Retrieval(new ItemIndex(base, embedder, ofItems));
    }

    /** The items in force. */
    public KnowledgeBase base() {
        return base;
    }

    public Finding find(String question, LocalDate today, Set<String> excluded) throws ModelException {
        return retrieval.find(question, today, excluded);
    }

    /** Looks whether anything changed; to be called every few seconds by one thread. True when something new is in force. */
    public boolean refresh() {
        try {
            String now = state();
            if (now.equals(seen)) {
                return false;
            }
            seen = now;
            KnowledgeBase changed = KnowledgeBase.read(folder).approved();
            retrieval = new Retrieval(new ItemIndex(changed, embedder, ofItems));
            base = changed;
            log.info("{} approved items are in force", changed.items().size());
            return true;
        } catch (IOException | KnowledgeException | ModelException e) {
            log.warn("The items stay as they were: {}", e.getMessage());
            return false;
        }
    }

    private String state() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(LiveRetrieval::state)
                    .collect(Collectors.joining("\n"));
        }
    }

    private static String state(Path file) {
        try {
            return file + " " + Files.getLastModifiedTime(file) + " " + Files.size(file);
        } catch (IOException e) {
            return file + " is going away";
        }
    }
}
