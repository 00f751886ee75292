package org.wenzheng.search.app.media;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.search.app.recordingkey.RecordingKey;
import org.wenzheng.search.contract.CallDocument;

/**
 * A call as one sound of 16 kHz, computed window by window: chunks of its tracks at their places, added up, muted where it
 * must be. Where nothing was recorded it is silent, so that a sample's number is its time.
 */
final class CallSound {

    static final int RATE = 16_000;
    static final int SAMPLES_PER_MS = RATE / 1000;

    /** As long as a chunk. */
    static final int WINDOW_MS = 10_000;

    static final int WINDOW = WINDOW_MS * SAMPLES_PER_MS;

    private static final Logger LOG = LoggerFactory.getLogger(CallSound.class);

    private final ChunkSound chunks;
    private final CallDocument call;
    private final RecordingKey key;
    private final List<String> tracks;
    private final MutedSpans muted;

    CallSound(ChunkSound chunks, CallDocument call, RecordingKey key, List<String> tracks, MutedSpans muted) {
        this.chunks = chunks;
        this.call = call;
        this.key = key;
        this.tracks = List.copyOf(tracks);
        this.muted = muted;
    }

    /** {@value #WINDOW} samples, the first at {@code index} times 10 s. */
    short[] window(int index) {
        int[] sum = new int[WINDOW];
        for (String track : tracks) {
            // A chunk's last packet may reach into the window after its own.
            for (int chunk = Math.max(0, index - 1); chunk <= index; chunk++) {
                add(track, chunk, sum, (long) index * WINDOW);
            }
        }
        short[] window = new short[WINDOW];
        for (int i = 0; i < WINDOW; i++) {
            window[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, sum[i]));
        }
        muted.mute(window, (long) index * WINDOW);
        return window;
    }

    /** A damaged chunk is silence: the rest of the call can still be heard. */
    private void add(String track, int chunk, int[] sum, long firstSample) {
        try {
            chunks.of(call, key, track, chunk).ifPresent(sound -> add(sound, sum, firstSample));
        } catch (UnreadableRecordingException e) {
            LOG.error("Played as silence: {}", e.getMessage());
        }
    }

    private static void add(ChunkSound.Sound sound, int[] sum, long firstSample) {
        long shift = sound.firstSample() - firstSample;
        int from = (int) Math.max(0, -shift);
        int to = (int) Math.min(sound.samples().length, sum.length - shift);
        for (int i = from; i < to; i++) {
            sum[(int) (i + shift)] += sound.samples()[i];
        }
    }
}
