package org.wenzheng.jobs.insight.index;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.wenzheng.jobs.kafka.DeadLetter;

/** Where documents go that Elasticsearch never takes. */
interface DeadLetterOutbox extends AutoCloseable {

    /** Completes when all of them are stored. */
    CompletableFuture<Void> send(List<DeadLetter> letters);

    @Override
    void close();
}
