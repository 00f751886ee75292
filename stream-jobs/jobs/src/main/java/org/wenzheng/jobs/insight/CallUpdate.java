package org.wenzheng.jobs.insight;

import org.jspecify.annotations.Nullable;

/**
 * News of a call that may be analysed: a segment, or null where only the call itself changed.
 *
 * @param facts as its start said
 * @param status as it stands now
 */
public record CallUpdate(CallFacts facts, CallStatus status, @Nullable RedactedSegment segment) {

    String call() {
        return facts.call();
    }
}
