package org.wenzheng.rtc.pli;

/**
 * Decides when a source is asked for a key frame (PLI), whoever of its subscribers needs one: at most one request an
 * interval, and again at each interval until a key frame comes. Not for several threads.
 */
public final class KeyFrameRequests {

    private final long interval;

    private boolean wanted;
    private boolean everAsked;
    private long askedAt;
    private long requests;

    /** @param interval least nanoseconds between two requests; 500 ms spares the publisher's bit rate */
    public KeyFrameRequests(long interval) {
        this.interval = interval;
    }

    /**
     * A subscriber needs a key frame.
     *
     * @param now nanoseconds
     * @return whether to send a request now; if not, {@link #poll} will say when
     */
    public boolean want(long now) {
        wanted = true;
        return poll(now);
    }

    /** Whether to send a request now, because one is wanted still and the interval has passed. */
    public boolean poll(long now) {
        if (!wanted || (everAsked && now - askedAt < interval)) {
            return false;
        }
        everAsked = true;
        askedAt = now;
        requests++;
        return true;
    }

    /**
     * A key frame began: nobody waits any longer. One that was under way when the last request went out counts as well,
     * for those who wait see it too.
     */
    public void onKeyFrame() {
        wanted = false;
    }

    /** Whether somebody waits for a key frame. */
    public boolean wanted() {
        return wanted;
    }

    /** How many requests were to be sent so far. */
    public long requests() {
        return requests;
    }
}
