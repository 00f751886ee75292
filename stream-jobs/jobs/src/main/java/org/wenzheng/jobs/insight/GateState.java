package org.wenzheng.jobs.insight;

/**
 * When what is due for a call, processing time in unix milliseconds. Kept in saved state: fields may be added, none
 * renamed or removed.
 *
 * @param seenAtMs when its newest record came
 * @param waitingSinceMs when its first segment came before its start did, 0 when none waits
 * @param settleAtMs when its last words count as finished, 0 when they do
 * @param forgetAtMs when to see whether it can be forgotten
 */
public record GateState(long seenAtMs, long waitingSinceMs, long settleAtMs, long forgetAtMs) {

    static final GateState NEW = new GateState(0, 0, 0, Long.MAX_VALUE);

    GateState seen(long now) {
        return new GateState(now, waitingSinceMs, settleAtMs, forgetAtMs);
    }

    GateState waiting(long since) {
        return new GateState(seenAtMs, since, settleAtMs, forgetAtMs);
    }

    GateState settle(long at) {
        return new GateState(seenAtMs, waitingSinceMs, at, forgetAtMs);
    }

    GateState forget(long at) {
        return new GateState(seenAtMs, waitingSinceMs, settleAtMs, at);
    }
}
