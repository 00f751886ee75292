package org.wenzheng.search.app.dispatch;

import java.time.Instant;
import java.util.Map;

/**
 * A citizen who waits for a person.
 *
 * @param since when the wish was understood
 * @param urgent ahead of all others
 * @param brief what the digital human tells the person who takes the call; kept as long as the call waits, nowhere else
 */
record Waiting(Instant since, boolean urgent, Map<String, Object> brief) {}
