package org.wenzheng.jobs.insight.index;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.wenzheng.jobs.config.ElasticsearchConfig;
import org.wenzheng.jobs.config.KafkaConfig;
import org.wenzheng.jobs.kafka.KafkaOutbox;

/**
 * Documents to Elasticsearch, at least once, by external versions. Runs with parallelism 1: one writer carries thousands
 * of documents a second, keeps a document's versions in order and owns the indices' refresh interval.
 *
 * <p>Its task starts once Elasticsearch is there and its indices fit; the jobs before it in Kafka do not wait for it.
 */
public final class ElasticsearchSink implements Sink<IndexWrite>, SupportsWriterState<IndexWrite, IndexWrite> {
    private static final long serialVersionUID = 1L;

    /** Named in dead letters. */
    static final String JOB = "insight";

    private final ElasticsearchConfig elasticsearch;
    private final KafkaConfig kafka;
    private final String embeddingModel;

    /**
     * @param kafka for the dead letters
     * @param embeddingModel whose vectors the documents hold
     */
    public ElasticsearchSink(ElasticsearchConfig elasticsearch, KafkaConfig kafka, String embeddingModel) {
        this.elasticsearch = elasticsearch;
        this.kafka = kafka;
        this.embeddingModel = embeddingModel;
    }

    @Override
    public StatefulSinkWriter<IndexWrite, IndexWrite> createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<IndexWrite, IndexWrite> restoreWriter(
            WriterInitContext context, Collection<IndexWrite> restored) throws IOException {
        ElasticsearchCluster cluster = new ElasticsearchCluster(elasticsearch);
        boolean ready = false;
        try {
            IndexSetup.await(cluster, elasticsearch.url().toString(), embeddingModel);
            ready = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("stopped while waiting for Elasticsearch");
        } finally {
            if (!ready) {
                cluster.close();
            }
        }
        BulkWriter writer = new BulkWriter(
                cluster,
                new KafkaOutbox(kafka),
                context.getMailboxExecutor(),
                context.getProcessingTimeService(),
                new WriteCounters(context.metricGroup()),
                restored);
        context.metricGroup().gauge("documentsWaiting", writer::waiting);
        return writer;
    }

    @Override
    public SimpleVersionedSerializer<IndexWrite> getWriterStateSerializer() {
        return new IndexWriteSerializer();
    }
}
