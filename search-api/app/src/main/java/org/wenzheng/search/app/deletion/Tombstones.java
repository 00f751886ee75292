package org.wenzheng.search.app.deletion;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.Refresh;
import co.elastic.clients.elasticsearch._types.VersionType;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.BulkResponse;
import co.elastic.clients.elasticsearch.core.bulk.BulkOperation;
import co.elastic.clients.elasticsearch.core.search.Hit;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.elasticsearch.SearchEngine;
import org.wenzheng.search.contract.SearchIndices;
import org.wenzheng.search.contract.Tombstone;

/** Puts tombstones in the places of deleted documents, so that nothing replayed comes back to them. */
@Component
class Tombstones {

    private static final int PAGE = 1000;
    /** A call has some hundred segments; more pages than this would mean that burying does not work. */
    private static final int MOST_PAGES = 200;

    private final SearchEngine engine;
    private final Clock clock;

    Tombstones(SearchEngine engine, Clock clock) {
        this.engine = engine;
        this.clock = clock;
    }

    /** The parts of a document that its tombstone needs. */
    record Place(String call, @Nullable String segment) {}

    /**
     * Buries a call and all its segments.
     *
     * @return how many segments there were
     */
    int bury(String call) {
        return buryAll(List.of(call)).getOrDefault(call, 0);
    }

    /**
     * Buries what there is of these calls.
     *
     * @return call → how many of its segments were buried; a call of which nothing was found is left out
     */
    Map<String, Integer> buryAll(List<String> calls) {
        Map<String, Integer> segments = new HashMap<>();
        // The segments first: while a call's own document is there, a failed burial is seen.
        buryAll(SearchIndices.SEGMENTS, calls, segments, 1);
        buryAll(SearchIndices.CALLS, calls, segments, 0);
        return segments;
    }

    private void buryAll(String alias, List<String> calls, Map<String, Integer> counts, int each) {
        List<FieldValue> ids = calls.stream().map(FieldValue::of).toList();
        Query undeleted = Query.of(q ->
                q.bool(b -> b.filter(Query.of(f -> f.terms(t -> t.field("call").terms(v -> v.value(ids)))))
                        .mustNot(Query.of(d -> d.term(t -> t.field("deleted").value(true))))));
        for (int page = 0; page < MOST_PAGES; page++) {
            List<Hit<Place>> found = engine.ask(client -> client.search(
                            s -> s.index(alias)
                                    .ignoreUnavailable(true)
                                    .size(PAGE)
                                    .query(undeleted)
                                    .source(source -> source.filter(f -> f.includes("call", "segment"))),
                            Place.class))
                    .hits()
                    .hits();
            if (found.isEmpty()) {
                return;
            }
            bury(found);
            for (Hit<Place> hit : found) {
                counts.merge(place(hit).call(), each, Integer::sum);
            }
        }
        throw new IllegalStateException(
                "Documents of deleted calls stay in " + alias + " after " + MOST_PAGES + " pages");
    }

    private void bury(List<Hit<Place>> found) {
        String now = clock.instant().toString();
        List<BulkOperation> burials = found.stream()
                .map(hit -> BulkOperation.of(o -> o.index(i -> i.index(hit.index())
                        .id(hit.id())
                        .versionType(VersionType.ExternalGte)
                        .version(SearchIndices.TOMBSTONE_VERSION)
                        .document(Tombstone.of(place(hit).call(), place(hit).segment(), now)))))
                .toList();
        BulkResponse answer =
                engine.ask(client -> client.bulk(b -> b.operations(burials).refresh(Refresh.True)));
        if (answer.errors()) {
            throw new IllegalStateException("Elasticsearch did not take every tombstone");
        }
    }

    private static Place place(Hit<Place> hit) {
        return Objects.requireNonNull(hit.source(), "a document without call");
    }
}
