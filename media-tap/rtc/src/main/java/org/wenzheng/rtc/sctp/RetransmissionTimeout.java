package org.wenzheng.rtc.sctp;

/** The retransmission timeout by the measured round trip (RFC 9260 6.3.1), nanoseconds. */
final class RetransmissionTimeout {

    private final long least;
    private final long longest;
    private long measured; // by round trips, without back-off
    private int expiries; // since the last progress
    private long smoothed = -1;
    private long variation;

    RetransmissionTimeout(SctpOptions options) {
        least = options.leastTimeout().toNanos();
        longest = options.longestTimeout().toNanos();
        measured = options.initialTimeout().toNanos();
    }

    long nanos() {
        return Math.min(longest, measured << Math.min(expiries, 10));
    }

    /** Smoothed round trip, or -1 before the first. */
    long smoothedRoundTrip() {
        return smoothed;
    }

    void onRoundTrip(long nanos) {
        if (smoothed < 0) {
            smoothed = nanos;
            variation = nanos / 2;
        } else {
            variation += (Math.abs(smoothed - nanos) - variation) / 4;
            smoothed += (nanos - smoothed) / 8;
        }
        measured = Math.max(least, Math.min(longest, smoothed + 4 * variation));
        expiries = 0;
    }

    void onExpiry() {
        expiries++;
    }

    /**
     * Something new was acknowledged: the path works, so the back-off ends, though chunks sent twice measure nothing. TCP
     * does so too; waiting for a measurement would keep a lossy path at the longest timeout.
     */
    void onProgress() {
        expiries = 0;
    }
}
