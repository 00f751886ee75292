package org.wenzheng.rtc.gcc;

/**
 * Whether queues grow: the slope of the smoothed one-way delay over the last bursts, against a threshold that adapts to the
 * path's jitter (draft-ietf-rmcat-gcc-02 5.3 and 5.4, with a least squares line in the place of the Kalman filter).
 */
final class Trendline {

    /** What the path does. */
    enum Usage {
        NORMAL,
        OVERUSE,
        UNDERUSE
    }

    private static final int WINDOW = 20;
    private static final double SMOOTHING = 0.9;
    private static final double GAIN = 4;
    private static final int MOST_DELTAS = 60;
    private static final double RISE = 0.0087;
    private static final double FALL = 0.039;
    private static final double LEAST_THRESHOLD = 6;
    private static final double MOST_THRESHOLD = 600;
    private static final double OVERUSE_MILLIS = 10;

    private final double[] times = new double[WINDOW]; // ms
    private final double[] delays = new double[WINDOW]; // ms, smoothed
    private int points;
    private int deltas;
    private double accumulated;
    private double smoothed;
    private double threshold = 12.5;
    private double previousTrend;
    private double overuseMillis = -1;
    private int overuses;
    private long firstArrival;
    private long updatedAt = Long.MIN_VALUE;
    private Usage usage = Usage.NORMAL;

    Usage usage() {
        return usage;
    }

    /** Takes in a burst; deltas to the one before and its arrival, nanoseconds. */
    void onBurst(long sentDelta, long arrivalDelta, long arrival) {
        if (deltas == 0) {
            firstArrival = arrival;
        }
        deltas = Math.min(deltas + 1, 1_000);
        accumulated += (arrivalDelta - sentDelta) / 1e6;
        smoothed = SMOOTHING * smoothed + (1 - SMOOTHING) * accumulated;
        add((arrival - firstArrival) / 1e6, smoothed);
        double trend = previousTrend;
        if (points == WINDOW) {
            trend = slope();
        }
        detect(Math.min(deltas, MOST_DELTAS) * trend * GAIN, trend, sentDelta / 1e6, arrival);
        previousTrend = trend;
    }

    private void add(double time, double delay) {
        if (points == WINDOW) {
            System.arraycopy(times, 1, times, 0, WINDOW - 1);
            System.arraycopy(delays, 1, delays, 0, WINDOW - 1);
            points--;
        }
        times[points] = time;
        delays[points] = delay;
        points++;
    }

    private double slope() {
        double meanTime = 0;
        double meanDelay = 0;
        for (int point = 0; point < points; point++) {
            meanTime += times[point] / points;
            meanDelay += delays[point] / points;
        }
        double above = 0;
        double below = 0;
        for (int point = 0; point < points; point++) {
            above += (times[point] - meanTime) * (delays[point] - meanDelay);
            below += (times[point] - meanTime) * (times[point] - meanTime);
        }
        return below == 0 ? previousTrend : above / below;
    }

    private void detect(double modified, double trend, double sentMillis, long arrival) {
        if (modified > threshold) {
            overuseMillis = overuseMillis < 0 ? sentMillis / 2 : overuseMillis + sentMillis;
            overuses++;
            if (overuseMillis > OVERUSE_MILLIS && overuses > 1 && trend >= previousTrend) {
                overuseMillis = 0;
                overuses = 0;
                usage = Usage.OVERUSE;
            }
        } else {
            overuseMillis = -1;
            overuses = 0;
            usage = modified < -threshold ? Usage.UNDERUSE : Usage.NORMAL;
        }
        adapt(Math.abs(modified), arrival);
    }

    private void adapt(double modified, long arrival) {
        if (updatedAt == Long.MIN_VALUE) {
            updatedAt = arrival;
        }
        double millis = Math.min((arrival - updatedAt) / 1e6, 100);
        updatedAt = arrival;
        if (modified > threshold + 15) {
            return; // a sudden jump, such as of a route, says nothing of jitter
        }
        threshold += (modified < threshold ? FALL : RISE) * (modified - threshold) * millis;
        threshold = Math.max(LEAST_THRESHOLD, Math.min(MOST_THRESHOLD, threshold));
    }
}
