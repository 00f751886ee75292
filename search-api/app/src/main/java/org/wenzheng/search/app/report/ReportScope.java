package org.wenzheng.search.app.report;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which calls a report is about: those that began in a period and have ended.
 *
 * @param from inclusive
 * @param to exclusive
 * @param office null for all
 * @param staff account name of window staff that spoke in it, null for all
 */
record ReportScope(Instant from, Instant to, @Nullable String office, @Nullable String staff) {

    /** As long before. */
    ReportScope before() {
        return new ReportScope(from.minusMillis(to.toEpochMilli() - from.toEpochMilli()), from, office, staff);
    }

    /** Conditions on the documents of calls, and others beside them. */
    List<Query> conditions(Query... more) {
        List<Query> conditions = new ArrayList<>(List.of(
                Query.of(q -> q.range(r ->
                        r.date(d -> d.field("started_at").gte(from.toString()).lt(to.toString())))),
                Query.of(q ->
                        q.bool(b -> b.mustNot(n -> n.term(t -> t.field("state").value("running")))))));
        if (office != null) {
            conditions.add(Query.of(q -> q.term(t -> t.field("office").value(office))));
        }
        if (staff != null) {
            conditions.add(spokenBy(staff));
        }
        conditions.addAll(List.of(more));
        return conditions;
    }

    /** An account's identity in a call is its name, or its name with what tells two windows apart. */
    static Query spokenBy(String account) {
        return Query.of(q -> q.bool(b -> b.should(
                        Query.of(s -> s.term(t -> t.field("quality.staff").value(account))),
                        Query.of(s -> s.prefix(p -> p.field("quality.staff").value(account + "-"))))
                .minimumShouldMatch("1")));
    }
}
