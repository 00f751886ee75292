package org.wenzheng.digitalhuman.retrieval;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.embedding.TextEmbedder;
import org.wenzheng.search.contract.knowledge.KnowledgeBase;
import org.wenzheng.search.contract.knowledge.KnowledgeException;

/**
 * Retrieval over a folder's approved items, as they are now: a change is in force within seconds; a folder in which anything is wrong
 * changes nothing, and what is wrong is logged once.
 */
public final class LiveRetrieval {

    private static final Logger log = LoggerFactory.getLogger(LiveRetrieval.class);

    /** Loads what embeds, which takes seconds. */
    @FunctionalInterface
    public interface Loading {
        TextEmbedder load() throws ModelException;
    }

    private final Path folder;
    private final CompletableFuture<TextEmbedder> embedder = new CompletableFuture<>();
    private final Path vectors;
    private String seen;
    private volatile KnowledgeBase base;
    private volatile CompletableFuture<Retrieval> retrieval;

    /**
     * Reads the items; questions are answered from them as soon as the embedder is loaded, which goes on behind.
     *
     * @param vectors file that keeps the items' vectors
     * @throws KnowledgeException when the folder cannot be taken as it is: there is nothing older to go on with
     */
    public LiveRetrieval(Path folder, Loading loading, Path vectors) throws IOException, KnowledgeException {
        this.folder = folder;
        this.vectors = vectors;
        this.seen = state();
        KnowledgeBase first = KnowledgeBase.read(folder).approved();
        this.base = first;
        this.retrieval = CompletableFuture.supplyAsync(() -> {
            try {
                embedder.complete(loading.load());
                return index(first);
            } catch (ModelException e) {
                embedder.completeExceptionally(e);
                throw new CompletionException(e);
            }
        });
    }

    private Retrieval index(KnowledgeBase items) throws ModelException {
        TextEmbedder loaded = embedder.join();
        return new Retrieval(new ItemIndex(items, loaded, new KeptVectors(loaded, vectors)));
    }

    /** The items in force. */
    public KnowledgeBase base() {
        return base;
    }

    /** Waits until the first items can be looked through. @throws ModelException when they never can, or not now */
    public Finding find(String question, LocalDate today, Set<String> excluded) throws ModelException {
        try {
            return retrieval.join().find(question, today, excluded);
        } catch (CompletionException e) {
            throw new ModelException.Permanent("Questions cannot be looked up: " + e.getCause(), e);
        }
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
            retrieval = CompletableFuture.completedFuture(index(changed));
            base = changed;
            log.info("{} approved items are in force", changed.items().size());
            return true;
        } catch (IOException | KnowledgeException | ModelException | CompletionException e) {
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
