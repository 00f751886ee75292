package org.wenzheng.rtc.gcc;

/**
 * Estimates what the path to one subscriber carries, from transport-wide feedback (Google congestion control,
 * draft-ietf-rmcat-gcc-02): the lower of what delay and what loss allow, raised by probes. Not for several threads.
 *
 * <p>Each packet's fate goes to {@link #onFate}, then {@link #onFeedback} once a feedback. Without an allocation a packet.
 */
public final class SendSideEstimator {

    private static final long PROBE_INTERVAL = 5_000_000_000L;
    private static final long SOON_PROBES_APART = 300_000_000L;

    /** A probe that proves this part of its own rate has not met the path's limit. */
    private static final double PROVED = 0.7;

    /** A round trip that much over the least says that packets wait in queues. */
    private static final long QUEUED = 40_000_000L;

    private final long least;
    private final long most;
    private final ArrivalGroups groups = new ArrivalGroups();
    private final Trendline trendline = new Trendline();
    private final ReceivedRate received = new ReceivedRate();
    private final DelayController delay;
    private final LossController loss;
    private final Probe probe = new Probe();

    private long roundTrip = 100_000_000L;
    private long leastRoundTrip = Long.MAX_VALUE;
    private long latestSent = Long.MIN_VALUE;
    private int soonProbes = 2;
    private boolean everProbed;
    private long probedAt;
    private boolean overused;
    private long overusedAt;
    private long estimate;

    /**
     * @param initial estimate, bits per second
     * @param least below which it never goes: audio has to flow anyway
     * @param most above which it never goes
     */
    public SendSideEstimator(long initial, long least, long most) {
        this.least = least;
        this.most = most;
        delay = new DelayController(initial);
        loss = new LossController(initial);
        estimate = initial;
    }

    /** What the path carries, bits per second of RTP packets. */
    public long bitsPerSecond() {
        return estimate;
    }

    /** Loss in the last half second of feedback, 0 to 1. */
    public double loss() {
        return loss.loss();
    }

    /** Smoothed round trip, nanoseconds, 100 ms before the first feedback. */
    public long roundTrip() {
        return roundTrip;
    }

    /** Notes that a packet was sent. */
    public void onSent(int octets, long now) {
        probe.onSent(octets, now);
    }

    /**
     * A packet's fate.
     *
     * @param sentAt nanoseconds, this side's clock
     * @param arrivedAt nanoseconds, the other side's clock; meaningless if it was lost
     */
    public void onFate(long sentAt, long arrivedAt, int octets, boolean arrived) {
        loss.onPacket(arrived);
        probe.onFate(sentAt, arrivedAt, octets, arrived);
        latestSent = Math.max(latestSent, sentAt);
        if (!arrived) {
            return;
        }
        received.onPacket(arrivedAt, octets);
        if (groups.onPacket(sentAt, arrivedAt)) {
            trendline.onBurst(groups.sentDelta(), groups.arrivalDelta(), arrivedAt);
            if (trendline.usage() == Trendline.Usage.OVERUSE) {
                overused = true;
            }
        }
    }

    /** A feedback was read whole. */
    public void onFeedback(long now) {
        if (latestSent != Long.MIN_VALUE && now > latestSent) {
            roundTrip += (now - latestSent - roundTrip) / 8;
            leastRoundTrip = Math.min(leastRoundTrip, now - latestSent);
        }
        if (overused) {
            overusedAt = now;
        }
        delay.update(overused ? Trendline.Usage.OVERUSE : trendline.usage(), received.bitsPerSecond(), roundTrip, now);
        overused = false;
        loss.update(delay.bitsPerSecond(), roundTrip - leastRoundTrip > QUEUED, now);
        double proven = probe.poll(latestSent, now);
        if (proven > 0) {
            double raised = Math.min(proven, (double) most);
            delay.raiseTo(raised);
            loss.raiseTo(raised);
            if (proven > PROVED * probe.bitsPerSecond()) {
                soonProbes = Math.max(1, soonProbes); // the limit was not met yet: look on at once
            }
        }
        long lower = (long) Math.min(delay.bitsPerSecond(), loss.bitsPerSecond());
        estimate = Math.max(least, Math.min(most, lower));
    }

    /**
     * How many octets of a probe are to be sent now, beside media; 0 mostly. It probes at the start, each five seconds while more is
     * wanted than the estimate allows, and soon again while probes succeed.
     *
     * @param wanted bits per second that the subscriber could use
     */
    public long probe(long wanted, long now) {
        if (!probe.active() && mayProbe(wanted, now)) {
            probedAt = now;
            everProbed = true;
            soonProbes = Math.max(0, soonProbes - 1);
            probe.begin(Math.min(most, Math.min(2 * estimate, Math.max(wanted + wanted / 5, estimate))));
        }
        return probe.due(now);
    }

    /** Whether a probe is under way, so that {@link #probe} is to be asked again within milliseconds. */
    public boolean isProbing(long now) {
        return probe.sending(now);
    }

    private boolean mayProbe(long wanted, long now) {
        if (wanted <= estimate || (overusedAt != 0 && now - overusedAt < 2_000_000_000L) || loss.loss() > 0.1) {
            return false;
        }
        return !everProbed || now - probedAt >= (soonProbes > 0 ? SOON_PROBES_APART : PROBE_INTERVAL);
    }
}
