package org.wenzheng.rtc.sctp;

/** How much may be in flight (RFC 9260 7.2), octets of payload. */
final class CongestionWindow {

    private static final int MAX_BURST = 4;

    private final int unit; // the most payload in one packet
    private int window;
    private int threshold;
    private int partial; // acknowledged since the window last grew

    CongestionWindow(int unit, int peerWindow) {
        this.unit = unit;
        window = Math.min(4 * unit, Math.max(2 * unit, 4_404));
        threshold = peerWindow;
    }

    int octets() {
        return window;
    }

    /**
     * Counts what a SACK acknowledged.
     *
     * @param flightBefore octets in flight before it
     * @param advanced whether it moved the cumulative acknowledgement
     * @param recovering whether a fast recovery is under way, in which the window does not grow
     */
    void onAcknowledged(int octets, int flightBefore, boolean advanced, boolean recovering, boolean nothingLeft) {
        boolean full = flightBefore >= window;
        if (advanced && !recovering) {
            if (window <= threshold) {
                window += full ? Math.min(octets, unit) : 0;
            } else {
                partial += octets;
                if (partial >= window && full) {
                    partial -= window;
                    window += unit;
                } else if (!full) {
                    partial = Math.min(partial, window);
                }
            }
        }
        if (nothingLeft) {
            partial = 0;
        }
    }

    void onFastRetransmission() {
        threshold = Math.max(window / 2, 4 * unit);
        window = threshold;
        partial = 0;
    }

    void onTimeout() {
        threshold = Math.max(window / 2, 4 * unit);
        window = unit;
        partial = 0;
    }

    /** Keeps a window that grew long ago from being filled in one burst (6.1 D). */
    void limitBurst(int flight) {
        window = Math.min(window, Math.max(unit, flight + MAX_BURST * unit));
    }
}
