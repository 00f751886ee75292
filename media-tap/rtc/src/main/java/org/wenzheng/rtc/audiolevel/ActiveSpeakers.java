package org.wenzheng.rtc.audiolevel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who speaks in a room, loudest first. The first keeps its place until another is clearly louder, so that two who speak at
 * once do not change places with every window. Not for several threads.
 *
 * @param <K> names a participant
 */
public final class ActiveSpeakers<K> {

    /** How much louder, as a factor, somebody must be to displace the dominant speaker. */
    private static final double CLEARLY_LOUDER = 1.5;

    private final long window;
    private final Map<K, SpeakerActivity> activities = new HashMap<>();
    private List<Speaker<K>> speakers = List.of();
    private boolean started;
    private long windowStart;

    /**
     * Somebody who speaks.
     *
     * @param level 0 silence to 1 loudest
     */
    public record Speaker<K>(K participant, double level) {}

    /** @param window nanoseconds after which is decided anew; 300 to 500 ms suit eyes */
    public ActiveSpeakers(long window) {
        this.window = window;
    }

    /** The activity of a participant, to count its packets with; made at the first call. */
    public SpeakerActivity of(K participant) {
        return activities.computeIfAbsent(participant, added -> new SpeakerActivity());
    }

    /** Forgets a participant; it leaves the list with the next window. */
    public void remove(K participant) {
        activities.remove(participant);
    }

    /**
     * Ends the window if its time has come.
     *
     * @param now nanoseconds
     * @return whether the list, its order or a level changed
     */
    public boolean poll(long now) {
        if (!started) {
            started = true;
            windowStart = now;
        }
        if (now - windowStart < window) {
            return false;
        }
        double millis = (now - windowStart) / 1e6;
        windowStart = now;
        List<Speaker<K>> speaking = new ArrayList<>();
        activities.forEach((participant, activity) -> {
            activity.endWindow(millis);
            if (activity.speaking()) {
                speaking.add(new Speaker<>(participant, activity.level()));
            }
        });
        speaking.sort(Comparator.comparingDouble((Speaker<K> speaker) -> -rank(speaker)));
        boolean changed = !speaking.equals(speakers);
        speakers = List.copyOf(speaking);
        return changed;
    }

    /** Those who spoke in the last window, loudest first. */
    public List<Speaker<K>> speakers() {
        return speakers;
    }

    private double rank(Speaker<K> speaker) {
        boolean dominant = !speakers.isEmpty() && speakers.get(0).participant().equals(speaker.participant());
        return dominant ? speaker.level() * CLEARLY_LOUDER : speaker.level();
    }
}
