package org.wenzheng.rtc.gcc;

/**
 * The rate that delay allows (draft-ietf-rmcat-gcc-02 5.5): down to 0.85 of what arrives when queues grow, up by 8 % a second
 * far from the rate where that last happened, and by about a packet a round trip near it.
 */
final class DelayController {

    private enum State {
        HOLD,
        INCREASE,
        DECREASE
    }

    private static final double BACK_OFF = 0.85;
    private static final double GROWTH = 1.08;
    private static final double PACKET_BITS = 1_200 * 8;
    private static final double SMOOTHING = 0.95;

    private State state = State.HOLD;
    private double bitsPerSecond;
    private double capacity = -1; // mean of the rates at which queues grew
    private double deviation = 0.4; // of it, relative
    private boolean updated;
    private long updatedAt;
    private long decreasedAt;
    private boolean decreased;

    DelayController(long initial) {
        bitsPerSecond = initial;
    }

    double bitsPerSecond() {
        return bitsPerSecond;
    }

    /** A probe has shown that the path carries more. */
    void raiseTo(double proven) {
        bitsPerSecond = Math.max(bitsPerSecond, proven);
        capacity = -1;
    }

    /**
     * Moves on.
     *
     * @param received bits per second that arrive, or -1
     * @param roundTrip nanoseconds
     */
    void update(Trendline.Usage usage, long received, long roundTrip, long now) {
        double seconds = updated ? Math.min(1, (now - updatedAt) / 1e9) : 0;
        updated = true;
        updatedAt = now;
        state = next(usage);
        if (state == State.INCREASE) {
            increase(received, roundTrip, seconds);
        } else if (state == State.DECREASE) {
            decrease(received, roundTrip, now);
        }
    }

    private State next(Trendline.Usage usage) {
        return switch (usage) {
            case OVERUSE -> State.DECREASE;
            case UNDERUSE -> State.HOLD; // let the queues drain
            case NORMAL -> state == State.HOLD ? State.INCREASE : state == State.DECREASE ? State.HOLD : state;
        };
    }

    private void increase(long received, long roundTrip, double seconds) {
        if (received >= 0 && capacity >= 0 && received > capacity * (1 + 3 * deviation)) {
            capacity = -1; // the path has grown: what was known of it is no more
        }
        double grown;
        if (capacity >= 0) {
            double response = (roundTrip + 100_000_000L) / 1e9;
            grown = bitsPerSecond + Math.max(4_000, PACKET_BITS / response) * seconds;
        } else {
            grown = bitsPerSecond * Math.pow(GROWTH, seconds) + (seconds > 0 ? 1_000 * seconds : 0);
        }
        // What is not used cannot be known to be there.
        double limit = received < 0 ? grown : Math.max(bitsPerSecond, 1.5 * received + 10_000);
        bitsPerSecond = Math.min(grown, limit);
    }

    private void decrease(long received, long roundTrip, long now) {
        if (decreased && now - decreasedAt < Math.max(200_000_000L, roundTrip)) {
            return; // the last decrease has not had its effect yet
        }
        double basis = received < 0 ? bitsPerSecond : received;
        double reduced = Math.min(bitsPerSecond, BACK_OFF * basis);
        learn(basis);
        bitsPerSecond = reduced;
        decreased = true;
        decreasedAt = now;
        state = State.DECREASE;
    }

    private void learn(double rate) {
        if (capacity < 0 || rate < capacity * (1 - 3 * deviation)) {
            capacity = rate;
            deviation = 0.1;
            return;
        }
        double error = Math.abs(rate - capacity) / capacity;
        capacity = SMOOTHING * capacity + (1 - SMOOTHING) * rate;
        deviation = Math.max(0.02, Math.min(0.3, SMOOTHING * deviation + (1 - SMOOTHING) * error));
    }
}
