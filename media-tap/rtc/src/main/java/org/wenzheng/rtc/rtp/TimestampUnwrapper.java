package org.wenzheng.rtc.rtp;

/** Extends 32-bit RTP timestamps to 64 bits. The first is extended with one cycle, as in {@link SequenceUnwrapper}. */
public final class TimestampUnwrapper {

    private static final long FIRST_CYCLE = 1L << 32;

    private long highest = -1;

    /** The extended timestamp nearest to the highest so far. */
    public long unwrap(int timestamp) {
        if (highest < 0) {
            highest = FIRST_CYCLE + Integer.toUnsignedLong(timestamp);
            return highest;
        }
        long extended = highest + (timestamp - (int) highest);
        highest = Math.max(highest, extended);
        return extended;
    }

    /** The highest extended timestamp so far, or -1 before the first. */
    public long highest() {
        return highest;
    }
}
