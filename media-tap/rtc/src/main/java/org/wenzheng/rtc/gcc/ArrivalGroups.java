package org.wenzheng.rtc.gcc;

/**
 * Groups packets into the bursts they were sent in, and tells how much longer or shorter than its sending the arrival of
 * each burst took (draft-ietf-rmcat-gcc-02 5.1 and 5.2).
 */
final class ArrivalGroups {

    /** Packets sent within this of each other are one burst. */
    private static final long BURST = 5_000_000L;

    /** A later clock jump than this begins anew. */
    private static final long JUMP = 3_000_000_000L;

    private boolean started;
    private boolean hasPrevious;
    private long firstSent;
    private long lastSent;
    private long lastArrival;
    private long previousSent;
    private long previousArrival;

    private long sentDelta;
    private long arrivalDelta;

    /** Takes a packet in; tells whether it completed a burst, whose deltas to the one before can then be read. */
    boolean onPacket(long sent, long arrival) {
        if (!started) {
            begin(sent, arrival);
            started = true;
            return false;
        }
        if (sent < firstSent) {
            return false; // overtaken by a burst after it
        }
        if (belongs(sent, arrival)) {
            lastSent = Math.max(lastSent, sent);
            lastArrival = Math.max(lastArrival, arrival);
            return false;
        }
        boolean complete = hasPrevious;
        if (hasPrevious) {
            sentDelta = lastSent - previousSent;
            arrivalDelta = lastArrival - previousArrival;
            if (Math.abs(arrivalDelta - sentDelta) > JUMP) {
                complete = false;
            }
        }
        previousSent = lastSent;
        previousArrival = lastArrival;
        hasPrevious = true;
        begin(sent, arrival);
        return complete;
    }

    /** Between the last two complete bursts, nanoseconds. */
    long sentDelta() {
        return sentDelta;
    }

    long arrivalDelta() {
        return arrivalDelta;
    }

    private boolean belongs(long sent, long arrival) {
        if (sent - firstSent <= BURST) {
            return true;
        }
        // Held up together and set free together: one burst on arrival.
        return arrival - lastArrival <= BURST
                && arrival - lastArrival < sent - lastSent
                && arrival - lastArrival >= 0
                && sent - firstSent < 100_000_000L;
    }

    private void begin(long sent, long arrival) {
        firstSent = sent;
        lastSent = sent;
        lastArrival = arrival;
    }
}
