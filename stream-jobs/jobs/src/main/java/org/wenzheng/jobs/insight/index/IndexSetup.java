package org.wenzheng.jobs.insight.index;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NStringEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.search.contract.EmbeddingModels;
import org.wenzheng.search.contract.EmbeddingModels.DifferentModelException;
import org.wenzheng.search.contract.IndexTemplate;
import org.wenzheng.search.contract.SearchIndices;

/** Makes Elasticsearch ready for our documents before the first one is written. */
final class IndexSetup {
    private static final Logger LOG = LoggerFactory.getLogger(IndexSetup.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private IndexSetup() {}

    /**
     * Puts the templates, looks whose vectors the indices hold and makes this month's, since the first words of a month
     * would wait for them a second; waits for Elasticsearch without end.
     *
     * @throws SuppressRestartsException when it can never pass: another model's vectors, or a template refused
     * @throws InterruptedException when told to stop waiting
     */
    static void await(ElasticsearchCluster cluster, String address, String embeddingModel) throws InterruptedException {
        while (true) {
            try {
                for (IndexTemplate template : SearchIndices.templates(embeddingModel)) {
                    Request put = new Request("PUT", "/_index_template/" + template.name());
                    put.setEntity(new NStringEntity(template.json(), ContentType.APPLICATION_JSON));
                    cluster.send(put);
                }
                EmbeddingModels.require(embeddingModel, mappings(cluster));
                for (IndexTemplate template : SearchIndices.templates(embeddingModel)) {
                    Request fields = new Request("PUT", "/" + template.indices() + "/_mapping");
                    fields.addParameter("allow_no_indices", "true");
                    fields.setEntity(new NStringEntity(template.properties(), ContentType.APPLICATION_JSON));
                    cluster.send(fields);
                }
                create(cluster, SearchIndices.segments(Instant.now()));
                create(cluster, SearchIndices.calls(Instant.now()));
                return;
            } catch (DifferentModelException e) {
                LOG.error("Nothing is indexed: {}", e.getMessage());
                throw new SuppressRestartsException(e);
            } catch (ResponseException e) {
                int status = e.getResponse().getStatusLine().getStatusCode();
                if (status == 400) {
                    LOG.error("Nothing is indexed: Elasticsearch at {} refuses our templates", address, e);
                    throw new SuppressRestartsException(e);
                }
                LOG.warn("Waiting for Elasticsearch at {}: it answers {}", address, status);
            } catch (IOException e) {
                LOG.warn("Waiting for Elasticsearch at {}: {}", address, e.toString());
            }
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
    }

    private static void create(ElasticsearchCluster cluster, String index) throws IOException {
        Response there = cluster.send(new Request("HEAD", "/" + index));
        if (there.getStatusLine().getStatusCode() == 404) {
            try {
                cluster.send(new Request("PUT", "/" + index));
            } catch (ResponseException e) {
                LOG.info(
                        "{} comes with its first document: {}",
                        index,
                        e.getResponse().getStatusLine());
            }
        }
    }

    private static String mappings(ElasticsearchCluster cluster) throws IOException {
        Request get = new Request("GET", "/" + SearchIndices.SEGMENTS + "-*/_mapping");
        get.addParameter("allow_no_indices", "true");
        get.addParameter("filter_path", "*.mappings._meta");
        Response response = cluster.send(get);
        return EntityUtils.toString(response.getEntity());
    }
}
