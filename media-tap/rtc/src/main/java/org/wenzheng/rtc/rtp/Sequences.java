package org.wenzheng.rtc.rtp;

/** Order of numbers that wrap around (RFC 1982). */
public final class Sequences {

    private Sequences() {}

    /** Whether 16-bit number a comes after b. */
    public static boolean newer(int a, int b) {
        return (short) (a - b) > 0;
    }

    /** Whether 32-bit number a comes after b: timestamps, SCTP's transmission sequence numbers. */
    public static boolean newer32(int a, int b) {
        return a - b > 0;
    }
}
