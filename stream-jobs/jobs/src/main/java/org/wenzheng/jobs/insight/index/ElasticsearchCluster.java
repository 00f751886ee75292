package org.wenzheng.jobs.insight.index;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.http.Header;
import org.apache.http.HttpHost;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.nio.reactor.IOReactorConfig;
import org.apache.http.message.BasicHeader;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.apache.http.nio.entity.NStringEntity;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;
import org.wenzheng.jobs.config.ElasticsearchConfig;

/** Elasticsearch by its REST interface, 8.19 and later. */
final class ElasticsearchCluster implements SearchCluster {
    private static final int CONNECT_MS = 2_000;
    private static final int ANSWER_MS = 20_000;
    private static final ContentType LINES = ContentType.create("application/x-ndjson", StandardCharsets.UTF_8);

    /** What Elasticsearch answers from its flood stage on, or when somebody made an index read-only. */
    private static final String BLOCKED = "cluster_block_exception";

    private static final String FREE_SPACE =
            " (its disk is nearly full, or somebody made an index read-only: free some" + " space there)";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonFactory ACTIONS = new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private final RestClient client;

    ElasticsearchCluster(ElasticsearchConfig config) {
        RestClientBuilder builder =
                RestClient.builder(HttpHost.create(config.url().toString()));
        builder.setRequestConfigCallback(
                request -> request.setConnectTimeout(CONNECT_MS).setSocketTimeout(ANSWER_MS));
        builder.setHttpClientConfigCallback(http -> http.setDefaultIOReactorConfig(
                IOReactorConfig.custom().setIoThreadCount(1).build()));
        if (!config.username().isEmpty()) {
            builder.setDefaultHeaders(new Header[] {new BasicHeader("Authorization", basic(config))});
        }
        client = builder.build();
    }

    /** RFC 7617 in UTF-8, as Elasticsearch reads it; the HTTP client by itself would send ASCII. */
    private static String basic(ElasticsearchConfig config) {
        byte[] credentials = (config.username() + ':' + config.password()).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /**
     * Sends a request and waits.
     *
     * @throws IOException as {@link RestClient#performRequest} does
     */
    Response send(Request request) throws IOException {
        return client.performRequest(request);
    }

    @Override
    public CompletableFuture<List<Answer>> bulk(List<IndexWrite> writes) {
        Request request = new Request("POST", "/_bulk");
        request.addParameter("filter_path", "errors,items.*.status,items.*.error.type");
        request.setEntity(new NByteArrayEntity(lines(writes), LINES));
        return later(request, response -> answers(response, writes.size()));
    }

    @Override
    public CompletableFuture<Void> settings(String indices, String json) {
        Request request = new Request("PUT", "/" + indices + "/_settings");
        request.addParameter("ignore_unavailable", "true");
        request.addParameter("allow_no_indices", "true");
        request.setEntity(new NStringEntity(json, ContentType.APPLICATION_JSON));
        return later(request, response -> true).thenAccept(done -> {});
    }

    private interface Reading<T> {
        T read(Response response) throws IOException;
    }

    private <T> CompletableFuture<T> later(Request request, Reading<T> reading) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        client.performRequestAsync(request, new ResponseListener() {
            @Override
            public void onSuccess(Response response) {
                try {
                    answer.complete(reading.read(response));
                } catch (IOException | RuntimeException e) {
                    answer.completeExceptionally(e);
                }
            }

            @Override
            public void onFailure(Exception exception) {
                answer.completeExceptionally(exception);
            }
        });
        return answer;
    }

    /** An action and a document a write, a line each. */
    private static byte[] lines(List<IndexWrite> writes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (IndexWrite write : writes) {
            try (JsonGenerator action = ACTIONS.createGenerator(body)) {
                action.writeStartObject();
                action.writeObjectFieldStart("index");
                action.writeStringField("_index", write.index());
                action.writeStringField("_id", write.id());
                action.writeNumberField("version", write.version());
                action.writeStringField("version_type", "external_gte");
                action.writeEndObject();
                action.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException("memory cannot be written to", e);
            }
            body.write('\n');
            body.writeBytes(write.document());
            body.write('\n');
        }
        return body.toByteArray();
    }

    private static List<Answer> answers(Response response, int expected) throws IOException {
        JsonNode answer = JSON.readTree(response.getEntity().getContent());
        JsonNode items = answer.path("items");
        if (items.size() != expected) {
            throw new IOException("Elasticsearch answered " + items.size() + " of " + expected + " writes");
        }
        List<Answer> answers = new ArrayList<>(expected);
        for (JsonNode item : items) {
            JsonNode index = item.path("index");
            String fault = index.at("/error/type").asText("");
            answers.add(new Answer(
                    outcome(index.path("status").asInt()), fault.equals(BLOCKED) ? fault + FREE_SPACE : fault));
        }
        return answers;
    }

    private static Outcome outcome(int status) {
        if (status >= 200 && status < 300) {
            return Outcome.WRITTEN;
        }
        return switch (status) {
            case 409 -> Outcome.OUTDATED;
            case 400, 413 -> Outcome.NEVER;
            // A missing right or a full disk (403), overload (429), anything inside of the engine.
            default -> Outcome.LATER;
        };
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException("the connection to Elasticsearch does not close", e);
        }
    }
}
