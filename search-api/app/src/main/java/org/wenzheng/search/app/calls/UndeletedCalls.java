package org.wenzheng.search.app.calls;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * What of the index may be shown: neither tombstones nor anything of a deleted call, also not what a replay wrote of it, until that is
 * gone again.
 */
@Component
public class UndeletedCalls {

    private final DeletedCalls deleted;

    UndeletedCalls(DeletedCalls deleted) {
        this.deleted = deleted;
    }

    /** What passes all conditions and may be shown, of calls or segments. */
    public Query matching(List<Query> conditions) {
        List<FieldValue> gone = deleted.all().stream().map(FieldValue::of).toList();
        return Query.of(q -> q.bool(b -> b.filter(conditions)
                .mustNot(
                        Query.of(d -> d.term(t -> t.field("deleted").value(true))),
                        Query.of(d -> d.terms(t -> t.field("call").terms(v -> v.value(gone)))))));
    }
}
