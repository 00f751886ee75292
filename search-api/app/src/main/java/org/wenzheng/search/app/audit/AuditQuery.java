package org.wenzheng.search.app.audit;

import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A filter as SQL.
 *
 * @param where empty, or a clause that begins with a space
 * @param parameters by name
 */
record AuditQuery(String where, Map<String, Object> parameters) {

    static AuditQuery of(AuditFilter filter) {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        if (filter.from() != null) {
            conditions.add("at >= :from");
            parameters.put("from", Timestamp.from(filter.from()));
        }
        if (filter.to() != null) {
            conditions.add("at < :to");
            parameters.put("to", Timestamp.from(filter.to()));
        }
        if (!filter.accounts().isEmpty()) {
            conditions.add("account in (:accounts)");
            parameters.put("accounts", filter.accounts());
        }
        if (!filter.actions().isEmpty()) {
            conditions.add("action in (:actions)");
            parameters.put(
                    "actions", filter.actions().stream().map(AuditAction::id).toList());
        }
        if (filter.call() != null) {
            conditions.add("call_id = :call");
            parameters.put("call", filter.call());
        }
        return new AuditQuery(
                conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions), Map.copyOf(parameters));
    }
}
