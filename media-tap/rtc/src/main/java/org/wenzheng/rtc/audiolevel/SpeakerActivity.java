package org.wenzheng.rtc.audiolevel;

/**
 * Whether one participant speaks, by the levels of its packets: a window of time counts as speech when enough of it was
 * loud; the level shown is smoothed over windows. What was muted or lost counts as silence. Not for several threads.
 */
public final class SpeakerActivity {

    /** Quietest level that counts as loud, -dBov; room noise lies between 45 and 70. */
    private static final int LOUD = 40;

    /** A talker is heard for this part of a window, at least; between words the rest is silence. */
    private static final double SPOKEN_PART = 0.3;

    private static final double SMOOTHING = 0.5;

    private double energy; // sum of loud packets' linear level times milliseconds
    private double loudMillis;
    private double level;
    private boolean speaking;

    /**
     * Counts a packet.
     *
     * @param packetLevel 0 to 127, -dBov
     * @param millis how much sound it holds
     */
    public void onPacket(int packetLevel, double millis) {
        if (packetLevel <= LOUD) {
            loudMillis += millis;
            energy += Math.pow(10, -packetLevel / 20.0) * millis;
        }
    }

    /**
     * Ends a window.
     *
     * @param millis how long it was
     */
    public void endWindow(double millis) {
        boolean spoke = loudMillis >= SPOKEN_PART * millis;
        double heard = spoke ? Math.min(1, energy / loudMillis) : 0;
        level += (heard - level) * SMOOTHING;
        speaking = spoke;
        if (!spoke && level < 0.001) {
            level = 0;
        }
        energy = 0;
        loudMillis = 0;
    }

    /** Whether the last window was speech. */
    public boolean speaking() {
        return speaking;
    }

    /** Smoothed level, 0 silence to 1 loudest. */
    public double level() {
        return level;
    }
}
