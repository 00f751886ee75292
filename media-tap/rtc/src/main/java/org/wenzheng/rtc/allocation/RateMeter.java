package org.wenzheng.rtc.allocation;

/** The rate of one layer, over the last second, without an allocation a packet. Not for several threads. */
public final class RateMeter {

    private static final int BUCKETS = 10;
    private static final long BUCKET = 100_000_000L;

    private final long[] octets = new long[BUCKETS];
    private boolean started;
    private long first;
    private long last;

    /** Counts octets at now, nanoseconds. */
    public void add(int count, long now) {
        advance(now);
        octets[(int) Math.floorMod(last, (long) BUCKETS)] += count;
    }

    /** Bits per second over the last second, or over the time since the first packet. */
    public long bitsPerSecond(long now) {
        if (!started) {
            return 0;
        }
        advance(now);
        long sum = 0;
        for (long count : octets) {
            sum += count;
        }
        long buckets = Math.max(2, Math.min(BUCKETS, last - first + 1));
        return sum * 8 * 1_000_000_000L / (buckets * BUCKET);
    }

    private void advance(long now) {
        long bucket = Math.floorDiv(now, BUCKET);
        if (!started) {
            started = true;
            first = bucket;
            last = bucket;
        }
        if (bucket - last >= BUCKETS) {
            java.util.Arrays.fill(octets, 0);
            last = bucket;
        }
        while (last < bucket) {
            last++;
            octets[(int) Math.floorMod(last, (long) BUCKETS)] = 0;
        }
    }
}
