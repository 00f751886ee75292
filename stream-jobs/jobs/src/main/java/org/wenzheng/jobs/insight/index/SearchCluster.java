package org.wenzheng.jobs.insight.index;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What the writer needs of a search engine. */
interface SearchCluster extends AutoCloseable {

    /** What became of a write. */
    enum Outcome {
        WRITTEN,
        /** A newer version was there. */
        OUTDATED,
        /** May pass later: overload, a full disk, a shard that is away. */
        LATER,
        /** Never passes: the document does not fit the mapping. */
        NEVER
    }

    /**
     * An answer to one write.
     *
     * @param reason the engine's name of the fault, without any value; empty where there is none
     */
    record Answer(Outcome outcome, String reason) {}

    /** Writes documents; fails as a whole while the engine is away. */
    CompletableFuture<List<Answer>> bulk(List<IndexWrite> writes);

    /**
     * Changes settings of indices.
     *
     * @param indices names or patterns, separated by commas; those that match nothing are left out
     * @param json body
     */
    CompletableFuture<Void> settings(String indices, String json);

    @Override
    void close();
}
