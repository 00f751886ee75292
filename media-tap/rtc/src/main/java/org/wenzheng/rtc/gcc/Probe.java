package org.wenzheng.rtc.gcc;

/**
 * A short burst at a rate above the estimate, and what came of it (simple form of draft-ietf-rmcat-gcc-02's probing, as
 * senders do at start and when they could use more). What is sent between its begin and end counts as of it.
 *
 * <p>Who sends asks {@link #poll} how many octets are due now, and sends them as padding or retransmissions beside media.
 */
final class Probe {

    private static final long LEAST_DURATION = 20_000_000L;
    private static final long LEAST_BITS = 6 * 1_200 * 8; // a few packets, or nothing is proved
    private static final long PATIENCE = 1_000_000_000L;
    private static final int LEAST_PACKETS = 5;

    private boolean active;
    private boolean begun;
    private long bitsPerSecond;
    private long duration;
    private long start;
    private long sentOctets;

    private int packets;
    private int lost;
    private long octets;
    private int firstOctets;
    private int lastOctets;
    private long firstSent;
    private long lastSent;
    private long firstArrival;
    private long lastArrival;

    boolean active() {
        return active;
    }

    /** At which the last one was sent. */
    long bitsPerSecond() {
        return bitsPerSecond;
    }

    void begin(long rate) {
        active = true;
        begun = false;
        bitsPerSecond = rate;
        duration = Math.max(LEAST_DURATION, LEAST_BITS * 1_000_000_000L / rate);
        sentOctets = 0;
        packets = 0;
        lost = 0;
        octets = 0;
    }

    /** Whether more of it is to be sent, now or in a moment. */
    boolean sending(long now) {
        return active && (!begun || now - start <= duration);
    }

    /** Octets that have to be sent by now and were not. */
    long due(long now) {
        if (!active) {
            return 0;
        }
        if (!begun) {
            begun = true;
            start = now;
        }
        long elapsed = now - start;
        if (elapsed > duration) {
            return 0;
        }
        return Math.max(0, (elapsed + 1_000_000L) * bitsPerSecond / 8_000_000_000L - sentOctets);
    }

    void onSent(int packetOctets, long now) {
        if (active && begun && now - start <= duration) {
            sentOctets += packetOctets;
        }
    }

    void onFate(long sent, long arrival, int packetOctets, boolean received) {
        if (!active || !begun || sent < start || sent - start > duration) {
            return;
        }
        if (!received) {
            lost++;
            return;
        }
        if (packets == 0 || sent < firstSent) {
            firstSent = sent;
            firstOctets = packetOctets;
        }
        if (packets == 0 || sent >= lastSent) {
            lastSent = sent;
            lastOctets = packetOctets;
        }
        firstArrival = packets == 0 ? arrival : Math.min(firstArrival, arrival);
        lastArrival = packets == 0 ? arrival : Math.max(lastArrival, arrival);
        packets++;
        octets += packetOctets;
    }

    /** Ends the probe if its packets' fates are known; gives the rate that it proves, 0 if none, -1 while it goes on. */
    double poll(long latestSent, long now) {
        if (!active || !begun) {
            return -1;
        }
        if (latestSent - start <= duration && now - start < PATIENCE) {
            return -1;
        }
        active = false;
        if (packets < LEAST_PACKETS || lost > packets / 5 || lastSent <= firstSent || lastArrival <= firstArrival) {
            return 0;
        }
        double sending = (octets - lastOctets) * 8e9 / (lastSent - firstSent);
        double receiving = (octets - firstOctets) * 8e9 / (lastArrival - firstArrival);
        // Arriving slower than sent it met the bottleneck: stay a little below.
        return receiving < 0.9 * sending ? 0.95 * receiving : Math.min(sending, receiving);
    }
}
