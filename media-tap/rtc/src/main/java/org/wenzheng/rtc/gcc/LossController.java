package org.wenzheng.rtc.gcc;

import java.util.Arrays;

/**
 * The rate that loss allows (draft-ietf-rmcat-gcc-02 6): down when more than a tenth is lost, up below a fiftieth. Loss that
 * stays the same whatever is sent while no queue grows, as on a bad radio link, is not of our making and is not counted;
 * reducing the rate would not mend it.
 */
final class LossController {

    private static final double HIGH = 0.10;
    private static final double LOW = 0.02;
    private static final long WINDOW = 500_000_000L;
    private static final int LEAST_PACKETS = 20;
    private static final int REMEMBERED = 10;

    private final double[] losses = new double[REMEMBERED]; // of the last windows
    private final double[] sorted = new double[REMEMBERED];
    private int windows;
    private double bitsPerSecond;
    private long lost;
    private long received;
    private boolean started;
    private long windowStart;
    private double lastLoss;

    LossController(long initial) {
        bitsPerSecond = initial;
    }

    double bitsPerSecond() {
        return bitsPerSecond;
    }

    /** Loss in the last window, 0 to 1. */
    double loss() {
        return lastLoss;
    }

    void onPacket(boolean arrived) {
        if (arrived) {
            received++;
        } else {
            lost++;
        }
    }

    /** A probe has shown that the path carries more. */
    void raiseTo(double proven) {
        bitsPerSecond = Math.max(bitsPerSecond, proven);
    }

    /**
     * Ends the window if its time has come.
     *
     * @param delayBased the rate that delay allows, which bounds growth
     * @param queued whether packets wait in queues: loss is then of somebody's making, perhaps ours
     */
    void update(double delayBased, boolean queued, long now) {
        if (!started) {
            started = true;
            windowStart = now;
        }
        if (now - windowStart < WINDOW || lost + received < LEAST_PACKETS) {
            return;
        }
        windowStart = now;
        lastLoss = (double) lost / (lost + received);
        lost = 0;
        received = 0;
        losses[windows++ % REMEMBERED] = lastLoss;
        double steady = queued ? 0 : steady();
        double ours = Math.max(0, lastLoss - steady);
        if (ours > HIGH) {
            bitsPerSecond *= 1 - 0.5 * ours;
        } else if (ours < LOW || (steady > 0 && ours < HIGH / 2)) {
            bitsPerSecond = Math.min(bitsPerSecond * 1.05, Math.max(bitsPerSecond, 1.2 * delayBased));
        }
    }

    /** The middle of the last windows: five seconds of the same loss are not queues that overflow now and then. */
    private double steady() {
        if (windows < REMEMBERED) {
            return 0;
        }
        System.arraycopy(losses, 0, sorted, 0, REMEMBERED);
        Arrays.sort(sorted);
        return sorted[REMEMBERED / 2 - 1];
    }
}
