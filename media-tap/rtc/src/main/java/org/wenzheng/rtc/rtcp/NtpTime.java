package org.wenzheng.rtc.rtcp;

/** Wall clock time as RTCP writes it: seconds since 1900 in 32.32 fixed point (RFC 3550 4). */
public final class NtpTime {

    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;

    private NtpTime() {}

    /** NTP time of microseconds since 1970. */
    public static long ofUnixMicros(long micros) {
        long seconds = Math.floorDiv(micros, 1_000_000L) + SECONDS_1900_TO_1970;
        return seconds << 32 | (Math.floorMod(micros, 1_000_000L) << 32) / 1_000_000L;
    }

    /** Microseconds since 1970 of an NTP time of the era that began in 1900. */
    public static long toUnixMicros(long ntp) {
        long seconds = (ntp >>> 32) - SECONDS_1900_TO_1970;
        return seconds * 1_000_000L + (((ntp & 0xFFFF_FFFFL) * 1_000_000L + (1L << 31)) >>> 32);
    }
}
