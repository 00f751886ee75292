package org.wenzheng.search.app.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.List;

/** Queries over the text of segments. */
final class SegmentQueries {

    static final String TEXT = "text";
    /** Characters and pairs of characters: finds what the segmenter of words cut otherwise. */
    static final String NGRAM = "text.ngram";

    /** Up to two terms: all; more: two thirds. */
    private static final String MOST_TERMS = "2<67%";

    private static final float PAIRS_BOOST = 0.5f;
    private static final float PHRASE_BOOST = 2f;

    private SegmentQueries() {}

    static Query everything() {
        return Query.of(q -> q.matchAll(all -> all));
    }

    static Query words(String text) {
        return Query.of(q ->
                q.bool(b -> b.should(match(TEXT, text, 1f), match(NGRAM, text, PAIRS_BOOST), phrase(text, PHRASE_BOOST))
                        .minimumShouldMatch("1")));
    }

    static Query phrase(String text) {
        return phrase(text, 1f);
    }

    static Query anyOf(Query query, List<String> ids) {
        return Query.of(q -> q.bool(b -> b.should(query, ids(ids)).minimumShouldMatch("1")));
    }

    static Query ids(List<String> ids) {
        return Query.of(q -> q.ids(i -> i.values(ids)));
    }

    static Query filtered(Query query, SegmentFilter filter) {
        return Query.of(q -> q.bool(b -> b.must(query).filter(filter.queries())));
    }

    /** What passes a filter, whatever was said. */
    static Query passing(SegmentFilter filter) {
        return Query.of(q -> q.bool(b -> b.filter(filter.queries())));
    }

    private static Query match(String field, String text, float boost) {
        return Query.of(q -> q.match(
                m -> m.field(field).query(text).minimumShouldMatch(MOST_TERMS).boost(boost)));
    }

    private static Query phrase(String text, float boost) {
        return Query.of(q -> q.matchPhrase(m -> m.field(NGRAM).query(text).boost(boost)));
    }
}
