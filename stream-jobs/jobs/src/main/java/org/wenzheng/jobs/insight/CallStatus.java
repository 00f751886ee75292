package org.wenzheng.jobs.insight;

/**
 * Where a call stands. Kept in saved state: fields may be added, none renamed or removed.
 *
 * @param analysed whether the consent to analyse was in force at some time
 * @param recorded whether the consent to record was
 * @param endedAtUs unix microseconds, 0 while it goes on
 * @param lost ended because nothing came any more
 */
public record CallStatus(boolean analysed, boolean recorded, long endedAtUs, boolean lost) {

    static final CallStatus NEW = new CallStatus(false, false, 0, false);

    boolean ended() {
        return endedAtUs > 0;
    }

    /** As in {@code CallDocument.state}. */
    String state() {
        return !ended() ? "running" : lost ? "lost" : "ended";
    }

    CallStatus consents(boolean record, boolean analyse) {
        return new CallStatus(analysed || analyse, recorded || record, endedAtUs, lost);
    }

    CallStatus running() {
        return new CallStatus(analysed, recorded, 0, false);
    }

    CallStatus ended(long atUs, boolean nobodySaidSo) {
        return new CallStatus(analysed, recorded, Math.max(1, atUs), nobodySaidSo);
    }
}
