package org.wenzheng.search.app.search;

import co.elastic.clients.json.JsonpUtils;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.embedding.TextEmbedder;
import org.wenzheng.search.app.elasticsearch.SearchEngine;
import org.wenzheng.search.contract.EmbeddingModels;
import org.wenzheng.search.contract.EmbeddingModels.DifferentModelException;
import org.wenzheng.search.contract.SearchIndices;

/**
 * Loads the embedding model at the first query, which is that of {@link WarmUp}. After a failure it tries again in a
 * minute at the earliest.
 */
@Component
final class ModelQueryVectors implements QueryVectors {

    private static final Logger LOG = LoggerFactory.getLogger(ModelQueryVectors.class);
    private static final Duration TRY_AGAIN = Duration.ofMinutes(1);
    private static final Duration CHECK_AGAIN = Duration.ofMinutes(10);

    private final EmbedderLoader loader;
    private final SearchEngine engine;
    private final Clock clock;
    // Guarded by this.
    private @Nullable TextEmbedder embedder;
    private Instant notBefore = Instant.MIN;
    private Instant checkAt = Instant.MIN;

    ModelQueryVectors(EmbedderLoader loader, SearchEngine engine, Clock clock) {
        this.loader = loader;
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public Optional<float[]> of(String query) {
        try {
            TextEmbedder model = loaded();
            return model == null
                    ? Optional.empty()
                    : Optional.of(model.embed(List.of(query)).get(0));
        } catch (ModelException e) {
            LOG.warn("A query could not be embedded: {}", e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private synchronized @Nullable TextEmbedder loaded() {
        Instant now = clock.instant();
        if (now.isBefore(notBefore)) {
            return null;
        }
        try {
            if (embedder == null) {
                embedder = loader.load();
            }
            if (!now.isBefore(checkAt)) {
                EmbeddingModels.require(embedder.model(), mappings());
                checkAt = now.plus(CHECK_AGAIN);
            }
            return embedder;
        } catch (ModelException | DifferentModelException e) {
            LOG.error("Search by meaning is off: {}", e.getMessage());
            notBefore = now.plus(TRY_AGAIN);
            return null;
        }
    }

    private String mappings() {
        return engine.ask(client -> {
            var mappings = client.indices()
                    .getMapping(m -> m.index(SearchIndices.SEGMENTS).ignoreUnavailable(true));
            return JsonpUtils.toJsonString(mappings, client._jsonpMapper());
        });
    }

    @PreDestroy
    synchronized void close() {
        if (embedder != null) {
            embedder.close();
            embedder = null;
        }
    }
}
