package org.wenzheng.sfu.tap;

/**
 * When the packets of one track were captured, on this machine's clock: their own timestamps, moved by the least delay that
 * was seen in the last while. So jitter of the network does not reach the times, and slow clocks are followed.
 */
final class CaptureClock {

    private static final long WINDOW_US = 10_000_000;

    private final int clockRate;
    private boolean started;
    private long offset; // of the window before
    private long windowOffset; // least of this window
    private long windowEnd;
    private long last;

    CaptureClock(int clockRate) {
        this.clockRate = clockRate;
    }

    /**
     * The time of a packet.
     *
     * @param timestamp extended
     * @param arrivalUs unix microseconds
     * @return unix microseconds, never before that of the packet before
     */
    long captured(long timestamp, long arrivalUs) {
        long own = Math.multiplyExact(timestamp, 1_000L) / (clockRate / 1_000);
        long delay = arrivalUs - own;
        if (!started) {
            started = true;
            offset = delay;
            windowOffset = delay;
            windowEnd = arrivalUs + WINDOW_US;
        }
        windowOffset = Math.min(windowOffset, delay);
        if (arrivalUs >= windowEnd) {
            offset = windowOffset;
            windowOffset = delay;
            windowEnd = arrivalUs + WINDOW_US;
        }
        last = Math.max(last, own + Math.min(offset, windowOffset));
        return last;
    }
}
