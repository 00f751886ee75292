package org.wenzheng.digitalhuman.hearing;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.atomic.AtomicLongArray;
import org.wenzheng.client.EchoCanceller;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.vad.VoiceActivityDetector;

/**
 * Hears whether the citizen speaks, the digital human's own voice taken out where it comes back, and knows of the last minute who was
 * loud when. Times are of one clock that the caller gives, in milliseconds. {@link #sent} is for the pacing thread, the rest for one thread.
 */
public final class CitizenEar implements AutoCloseable {

    private static final int SLOT_MS = 100;
    private static final int SLOTS = 600;
    private static final int LOUD = 400;
    /** On its way to the loudspeaker, through the room and back. */
    private static final int RETURN_MS = 500;
    /** A voice is told apart from noise so much after it begins. */
    private static final int ONSET_MS = 200;

    private final EchoCanceller echo = new EchoCanceller();
    private final EchoDetector detector = new EchoDetector();
    private final ArrayBlockingQueue<short[]> sent = new ArrayBlockingQueue<>(100);
    private final VoiceOnset onset;
    private final AtomicLongArray ownTimes = new AtomicLongArray(SLOTS);
    private final AtomicLongArray citizenTimes = new AtomicLongArray(SLOTS);
    private long quietSince;

    public CitizenEar(VoiceActivityDetector detector) {
        this.onset = new VoiceOnset(detector);
    }

    /** 10 ms of what the digital human says. */
    public void sent(short[] block, long now) {
        if (!sent.offer(block.clone())) {
            sent.poll(); // nobody listens yet: the newest matter
            sent.offer(block.clone());
        }
        for (short sample : block) {
            if (Math.abs(sample) > LOUD) {
                mark(ownTimes, now);
                return;
            }
        }
    }

    /** 10 ms of the citizen's track. @throws ModelException when voice cannot be told */
    public void heard(short[] block, long now) throws ModelException {
        // All that waits: the two clocks differ, and what is older than the microphone's block could never be its
        // echo's beginning.
        for (short[] own = sent.poll(); own != null; own = sent.poll()) {
            detector.sent(own);
            echo.reference(own);
        }
        detector.heard(block);
        short[] clean = block.clone();
        echo.clean(clean); // all the time, so that it knows the room when it is wanted
        for (short sample : detector.likely() ? clean : block) {
            onset.sample(sample);
        }
        if (onset.speaking()) {
            mark(citizenTimes, now);
            quietSince = now;
        }
    }

    /** Whether the citizen speaks now. */
    public boolean speaking() {
        return onset.speaking();
    }

    /** For how long the citizen has spoken, 0 in silence. */
    public int lastedMs() {
        return onset.lastedMs();
    }

    /** For how long the citizen has been silent. */
    public long quietMs(long now) {
        return now - quietSince;
    }

    /**
     * Whether what was heard between two times can only be the digital human itself: it spoke, the citizen did not. Where it was
     * silent, a voice that was too soft to be told is still the citizen's.
     */
    public boolean onlyEcho(long from, long to) {
        return any(ownTimes, from - RETURN_MS, to) && !any(citizenTimes, from - ONSET_MS, to + ONSET_MS + RETURN_MS);
    }

    private static void mark(AtomicLongArray slots, long now) {
        long slot = now / SLOT_MS;
        slots.set((int) (slot % SLOTS), slot);
    }

    private static boolean any(AtomicLongArray slots, long from, long to) {
        long last = to / SLOT_MS;
        for (long slot = Math.max(from / SLOT_MS, last - SLOTS + 1); slot <= last; slot++) {
            if (slot > 0 && slots.get((int) (slot % SLOTS)) == slot) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        echo.close();
    }
}
