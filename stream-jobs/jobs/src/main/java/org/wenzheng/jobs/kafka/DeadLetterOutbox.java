package org.wenzheng.jobs.kafka;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Where documents go that Elasticsearch never takes. */
public interface DeadLetterOutbox extends AutoCloseable {

    /** Completes when all of them are stored. */
    CompletableFuture<Void> send(List<DeadLetter> letters);

    @Override
    void close();
}
