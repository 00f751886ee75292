package org.wenzheng.rtc.nack;

/**
 * The receiving side of generic NACK (RFC 4585 6.2.1) for one source: which packets are missing, and when to ask for each
 * again. Bounded, and without an allocation a packet. Not for several threads.
 */
public final class NackGenerator {

    private static final int MAX_TRIES = 10;
    private static final long LEAST_INTERVAL = 20_000_000L;
    private static final long UNKNOWN_ROUND_TRIP = 100_000_000L;

    private final long patience;
    private final long[] missing; // sequence numbers, rising
    private final long[] askAt;
    private final long[] missedAt;
    private final int[] tries;
    private int count;
    private long highest = -1;
    private long asked;
    private long recovered;
    private long givenUp;

    /**
     * @param limit of packets missing at one time; the oldest are given up for newer ones
     * @param patience nanoseconds after which a packet is given up
     */
    public NackGenerator(int limit, long patience) {
        this.patience = patience;
        missing = new long[limit];
        askAt = new long[limit];
        missedAt = new long[limit];
        tries = new int[limit];
    }

    /**
     * Notes a packet, received the first time or by repair.
     *
     * @param sequence extended
     * @param now nanoseconds
     * @return whether it was missing until now
     */
    public boolean onPacket(long sequence, long now) {
        if (highest < 0) {
            highest = sequence;
            return false;
        }
        if (sequence <= highest) {
            int place = find(sequence);
            if (place < 0) {
                return false;
            }
            recovered += tries[place] > 0 ? 1 : 0;
            remove(place);
            return true;
        }
        long first = highest + 1;
        if (sequence - first > missing.length) {
            givenUp += sequence - first - missing.length;
            first = sequence - missing.length;
        }
        for (long lost = first; lost < sequence; lost++) {
            if (count == missing.length) {
                givenUp++;
                remove(0);
            }
            missing[count] = lost;
            askAt[count] = now;
            missedAt[count] = now;
            tries[count] = 0;
            count++;
        }
        highest = sequence;
        return false;
    }

    /**
     * Collects the packets to ask for now.
     *
     * @param roundTrip nanoseconds, or -1 if unknown: nothing is asked for again before an answer can have come
     * @param into takes their extended sequence numbers in rising order; what does not fit waits for the next call
     * @return how many
     */
    public int poll(long now, long roundTrip, long[] into) {
        long interval = Math.max(LEAST_INTERVAL, roundTrip < 0 ? UNKNOWN_ROUND_TRIP : roundTrip + roundTrip / 4);
        int collected = 0;
        for (int place = 0; place < count; ) {
            if (now - missedAt[place] >= patience || (tries[place] >= MAX_TRIES && now >= askAt[place])) {
                givenUp++;
                remove(place);
                continue;
            }
            if (tries[place] < MAX_TRIES && now >= askAt[place] && collected < into.length) {
                into[collected++] = missing[place];
                tries[place]++;
                askAt[place] = now + interval;
                asked++;
            }
            place++;
        }
        return collected;
    }

    /** Gives up everything before a sequence number, as when a key frame began with it. */
    public void forgetBefore(long sequence) {
        int before = 0;
        while (before < count && missing[before] < sequence) {
            before++;
        }
        System.arraycopy(missing, before, missing, 0, count - before);
        System.arraycopy(askAt, before, askAt, 0, count - before);
        System.arraycopy(missedAt, before, missedAt, 0, count - before);
        System.arraycopy(tries, before, tries, 0, count - before);
        count -= before;
        givenUp += before;
    }

    /** Packets missing now. */
    public int missing() {
        return count;
    }

    /** Requests so far, repetitions included. */
    public long asked() {
        return asked;
    }

    /** Packets that came after they were asked for. */
    public long recovered() {
        return recovered;
    }

    /** Packets that never came in time. */
    public long givenUp() {
        return givenUp;
    }

    private int find(long sequence) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (missing[middle] == sequence) {
                return middle;
            }
            if (missing[middle] < sequence) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    private void remove(int place) {
        count--;
        System.arraycopy(missing, place + 1, missing, place, count - place);
        System.arraycopy(askAt, place + 1, askAt, place, count - place);
        System.arraycopy(missedAt, place + 1, missedAt, place, count - place);
        System.arraycopy(tries, place + 1, tries, place, count - place);
    }
}
