package org.wenzheng.rtc.rtp;

/**
 * Extends 16-bit sequence numbers to 64 bits (RFC 3550 A.1), for packets that come late or twice as well.
 *
 * <p>The first number is extended with one cycle (65,536 is added), so that what comes late from before it stays positive.
 */
public final class SequenceUnwrapper {

    private static final long FIRST_CYCLE = 1 << 16;

    private long highest = -1;

    /** The extended number nearest to the highest so far. */
    public long unwrap(int sequence) {
        if (highest < 0) {
            highest = FIRST_CYCLE + (sequence & 0xFFFF);
            return highest;
        }
        long extended = peek(sequence);
        highest = Math.max(highest, extended);
        return extended;
    }

    /** Like {@link #unwrap} but moves nothing: for numbers that a peer names, as in a NACK. Not before the first unwrap. */
    public long peek(int sequence) {
        return highest + (short) (sequence - (int) highest);
    }

    /** The highest extended number so far, or -1 before the first. */
    public long highest() {
        return highest;
    }
}
