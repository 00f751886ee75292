package org.wenzheng.rtc.simulcast;

/** Extends VP8 picture ids of 7 or 15 bits. */
final class PictureUnwrapper {

    private static final long FIRST_CYCLE = 1 << 15;

    private long highest = -1;

    /** The next id begins anew. */
    void restart() {
        highest = -1;
    }

    long unwrap(int pictureId, int bits) {
        if (highest < 0) {
            highest = FIRST_CYCLE + pictureId;
            return highest;
        }
        int shift = Integer.SIZE - bits;
        long extended = highest + ((pictureId - (int) highest) << shift >> shift);
        highest = Math.max(highest, extended);
        return extended;
    }
}
