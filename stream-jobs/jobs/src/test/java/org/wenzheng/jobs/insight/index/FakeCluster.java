package org.wenzheng.jobs.insight.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Keeps documents by version as Elasticsearch does, and can be away. */
final class FakeCluster implements SearchCluster {

    final Map<String, IndexWrite> documents = new HashMap<>();
    final List<Integer> bulks = new ArrayList<>();
    final List<String> settings = new ArrayList<>();
    final Set<String> refused = new HashSet<>();
    final Set<String> overloaded = new HashSet<>();
    boolean away;
    /** Answers that are held back. */
    final List<Runnable> held = new ArrayList<>();

    boolean holding;

    @Override
    public CompletableFuture<List<Answer>> bulk(List<IndexWrite> writes) {
        bulks.add(writes.size());
        CompletableFuture<List<Answer>> answer = new CompletableFuture<>();
        Runnable answering = () -> {
            if (away) {
                answer.completeExceptionally(new IOException("connection refused"));
            } else {
                answer.complete(writes.stream().map(this::write).toList());
            }
        };
        if (holding) {
            held.add(answering);
        } else {
            answering.run();
        }
        return answer;
    }

    private Answer write(IndexWrite write) {
        if (refused.contains(write.id())) {
            return new Answer(Outcome.NEVER, "document_parsing_exception");
        }
        if (overloaded.contains(write.id())) {
            return new Answer(Outcome.LATER, "es_rejected_execution_exception");
        }
        IndexWrite before = documents.get(write.place());
        if (before != null && before.version() > write.version()) {
            return new Answer(Outcome.OUTDATED, "version_conflict_engine_exception");
        }
        documents.put(write.place(), write);
        return new Answer(Outcome.WRITTEN, "");
    }

    @Override
    public CompletableFuture<Void> settings(String indices, String json) {
        settings.add(indices + " " + (json.contains("200ms") ? "200ms" : "5s"));
        return CompletableFuture.completedFuture(null).thenAccept(nothing -> {});
    }

    @Override
    public void close() {}
}
