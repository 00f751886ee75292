package org.wenzheng.search.app.audit;

import java.util.List;

/**
 * One page of the audit log.
 *
 * @param total of all pages
 */
record AuditPage(long total, List<AuditEntry> entries) {}
