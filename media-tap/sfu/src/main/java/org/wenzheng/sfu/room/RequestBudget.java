package org.wenzheng.sfu.room;

import java.util.function.LongSupplier;

/** A token bucket: so many requests a second on average, and so many at once. */
final class RequestBudget {

    private final double perNano;
    private final int burst;
    private final LongSupplier nanos;
    private double left;
    private long filledAt;

    RequestBudget(int perSecond, int burst, LongSupplier nanos) {
        this.perNano = perSecond / 1e9;
        this.burst = burst;
        this.nanos = nanos;
        this.left = burst;
        this.filledAt = nanos.getAsLong();
    }

    /** Takes one, if one is left. */
    boolean take() {
        long now = nanos.getAsLong();
        left = Math.min(burst, left + (now - filledAt) * perNano);
        filledAt = now;
        if (left < 1) {
            return false;
        }
        left -= 1;
        return true;
    }
}
