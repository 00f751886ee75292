package org.wenzheng.rtc.simulcast;

/**
 * Maps a source's growing numbers (sequence numbers, picture ids) to ones without the gaps that dropping makes, for numbers
 * that come late too. It remembers a window; a number from before it, or from before the last restart, has no place.
 */
final class NumberMap {

    private static final long DROPPED = Long.MIN_VALUE;

    private final long[] offsets; // by source number: what to add, or DROPPED
    private long from; // first source number since the restart
    private long highest = -1; // highest source number seen
    private long offset;

    /** @param window how many numbers are remembered, a power of two */
    NumberMap(int window) {
        offsets = new long[window];
    }

    /** Whether a first number has been given. */
    boolean started() {
        return highest >= 0;
    }

    /** From source number in on, a new count begins: it is given the next number. Numbers before have no place. */
    void restart(long in, long out) {
        from = in;
        highest = in - 1;
        offset = out - in;
    }

    /** The next number that a restart should go on with. */
    long next() {
        return highest + offset + 1;
    }

    /** The number given to a source's number, or -1 if it has no place. */
    long map(long in) {
        if (in > highest) {
            advance(in, offset);
            return in + offset;
        }
        if (in < from || in <= highest - offsets.length) {
            return -1;
        }
        long found = offsets[(int) in & offsets.length - 1];
        return found == DROPPED ? -1 : in + found;
    }

    /**
     * Takes a number out of the count.
     *
     * @return false if it is too late for that: its place is kept already, or was taken out before
     */
    boolean drop(long in) {
        if (in <= highest) {
            return false;
        }
        advance(in, DROPPED);
        offset--;
        return true;
    }

    /** Whether the number was taken out. */
    boolean dropped(long in) {
        return in >= from
                && in <= highest
                && in > highest - offsets.length
                && offsets[(int) in & offsets.length - 1] == DROPPED;
    }

    private void advance(long in, long value) {
        int mask = offsets.length - 1;
        for (long skipped = Math.max(highest + 1, in - mask); skipped < in; skipped++) {
            offsets[(int) skipped & mask] = offset;
        }
        offsets[(int) in & mask] = value;
        highest = in;
    }
}
