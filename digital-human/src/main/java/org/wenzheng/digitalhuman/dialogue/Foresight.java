package org.wenzheng.digitalhuman.dialogue;

import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.wenzheng.digitalhuman.retrieval.Finding;
import org.wenzheng.models.runtime.ModelException;

/**
 * Looks for the item while the citizen may still go on, so that it is found when the turn is over; what they said since makes it look
 * anew. One a call; not thread-safe but for the search itself.
 */
public final class Foresight implements Finder {

    private final Finder finder;
    private final Executor executor;
    private String question = "";
    private @Nullable CompletableFuture<Finding> coming;

    /** @param executor where it looks ahead */
    public Foresight(Finder finder, Executor executor) {
        this.finder = finder;
        this.executor = executor;
    }

    /** What the citizen has said so far. What was looked for with fewer words is given up. */
    public void consider(String sofar) {
        if (sofar.equals(question)) {
            return;
        }
        CompletableFuture<Finding> before = coming;
        if (before != null) {
            before.cancel(false);
        }
        question = sofar;
        CompletableFuture<Finding> next = new CompletableFuture<>();
        coming = next;
        executor.execute(() -> {
            if (next.isCancelled()) {
                return; // given up before it began
            }
            try {
                next.complete(finder.find(sofar, Set.of()));
            } catch (ModelException | RuntimeException e) {
                next.completeExceptionally(e);
            }
        });
    }

    @Override
    public Finding find(String asked, Set<String> excluded) throws ModelException {
        CompletableFuture<Finding> ahead = coming;
        if (ahead != null && excluded.isEmpty() && asked.equals(question)) {
            coming = null;
            question = "";
            try {
                return ahead.join();
            } catch (CompletionException | CancellationException e) {
                return finder.find(asked, excluded); // which tells what is wrong
            }
        }
        return finder.find(asked, excluded);
    }
}
