package org.wenzheng.rtc.allocation;

/**
 * What of a video track is sent to a subscriber.
 *
 * @param layer simulcast layer, 0 lowest, or -1 when the track is paused
 * @param temporal temporal layer
 * @param bitsPerSecond what it takes
 */
public record Layer(int layer, int temporal, long bitsPerSecond) {

    /** Nothing is sent. */
    public static final Layer PAUSED = new Layer(-1, -1, 0);

    /** Whether nothing is sent. */
    public boolean paused() {
        return layer < 0;
    }
}
