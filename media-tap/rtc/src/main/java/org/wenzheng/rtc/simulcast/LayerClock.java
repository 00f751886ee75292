package org.wenzheng.rtc.simulcast;

/**
 * Where the RTP timestamps of one layer lie on its sender's wall clock, from its sender reports (RFC 3550 6.4.1). Each
 * layer of a simulcast track starts its timestamps anywhere; this relates them.
 */
public final class LayerClock {

    private final int clockRate;
    private boolean known;
    private long ntp;
    private int timestamp;

    /** @param clockRate of the timestamps, Hz */
    public LayerClock(int clockRate) {
        this.clockRate = clockRate;
    }

    /** Notes a sender report of the layer. */
    public void onSenderReport(long reportNtp, int reportTimestamp) {
        known = true;
        ntp = reportNtp;
        timestamp = reportTimestamp;
    }

    /** Whether a sender report has come. */
    public boolean known() {
        return known;
    }

    /** The timestamp of this layer at the moment that has a timestamp on another; both must be known. */
    int translate(int otherTimestamp, LayerClock other) {
        // Units between the two reports: whole seconds apart from the fraction, so that nothing overflows.
        long difference = other.ntp - ntp;
        long units = (difference >> 32) * clockRate + (((difference & 0xFFFF_FFFFL) * clockRate) >> 32);
        return timestamp + (int) units + (otherTimestamp - other.timestamp);
    }
}
