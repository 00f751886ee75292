package org.wenzheng.search.app.elasticsearch;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch._types.ElasticsearchException;
import co.elastic.clients.transport.TransportException;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;

/** Sends requests to Elasticsearch and turns its absence into a problem that says when to try again. */
@Component
public class SearchEngine {

    private static final Logger LOG = LoggerFactory.getLogger(SearchEngine.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final ElasticsearchClient client;

    SearchEngine(ElasticsearchClient client) {
        this.client = client;
    }

    /** One exchange with Elasticsearch. */
    @FunctionalInterface
    public interface Exchange<T> {

        /** Sends and waits for the answer. */
        T send(ElasticsearchClient client) throws IOException;
    }

    /**
     * Runs an exchange.
     *
     * @throws ProblemException 503 with Retry-After while Elasticsearch is away, starting or overloaded
     */
    public <T> T ask(Exchange<T> exchange) {
        try {
            return exchange.send(client);
        } catch (ElasticsearchException e) {
            if (e.status() == 429 || e.status() >= 500) {
                throw unavailable(e);
            }
            // The reason may quote the query.
            LOG.error(
                    "Elasticsearch refused a request with {} {}",
                    e.status(),
                    e.error().type());
            throw new IllegalStateException("Elasticsearch refused a request with " + e.status(), e);
        } catch (TransportException e) {
            if (e.statusCode() >= 200 && e.statusCode() < 300) {
                // It did answer, and not as a document of ours reads.
                LOG.error(
                        "Elasticsearch's answer cannot be read: {}",
                        rootCause(e).getClass().getName());
                throw new IllegalStateException("Elasticsearch's answer cannot be read", e);
            }
            throw unavailable(e);
        } catch (IOException e) {
            throw unavailable(e);
        }
    }

    private static Throwable rootCause(Throwable thrown) {
        Throwable cause = thrown;
        for (Throwable next = cause.getCause(); next != null; next = next.getCause()) {
            cause = next;
        }
        return cause;
    }

    private static ProblemException unavailable(Exception cause) {
        LOG.warn(
                "Elasticsearch does not answer: {}", rootCause(cause).getClass().getName());
        Problem problem = new Problem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "search-unavailable",
                "Search is away",
                "Elasticsearch does not answer. Try again in some seconds; ./run status tells how it is.");
        return ProblemException.later(problem, RETRY_AFTER, cause);
    }
}
