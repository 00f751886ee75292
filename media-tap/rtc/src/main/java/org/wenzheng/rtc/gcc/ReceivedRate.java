package org.wenzheng.rtc.gcc;

/** The rate at which packets arrive, over a sliding window of the receiver's clock. */
final class ReceivedRate {

    private static final int BUCKETS = 20;
    private static final long BUCKET = 25_000_000L; // half a second in all
    private static final int LEAST_BUCKETS = 6;

    private final long[] octets = new long[BUCKETS];
    private long first = Long.MIN_VALUE; // bucket numbers
    private long last = Long.MIN_VALUE;

    void onPacket(long arrival, int packetOctets) {
        long bucket = Math.floorDiv(arrival, BUCKET);
        if (last == Long.MIN_VALUE || bucket - last > 4L * BUCKETS) {
            java.util.Arrays.fill(octets, 0);
            first = bucket;
            last = bucket;
        }
        while (last < bucket) {
            last++;
            octets[(int) Math.floorMod(last, (long) BUCKETS)] = 0;
        }
        if (bucket > last - BUCKETS) {
            octets[(int) Math.floorMod(bucket, (long) BUCKETS)] += packetOctets;
        }
    }

    /** Bits per second over the complete part of the window, or -1 while too little is known. */
    long bitsPerSecond() {
        long from = Math.max(first, last - BUCKETS + 1);
        long complete = last - from;
        if (last == Long.MIN_VALUE || complete < LEAST_BUCKETS) {
            return -1;
        }
        long sum = 0;
        for (long bucket = from; bucket < last; bucket++) {
            sum += octets[(int) Math.floorMod(bucket, (long) BUCKETS)];
        }
        return sum * 8 * 1_000_000_000L / (complete * BUCKET);
    }
}
