package org.wenzheng.search.app.media;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.wenzheng.search.app.recordingkey.RecordingKey;
import org.wenzheng.search.contract.CallDocument;
import org.wenzheng.stream.records.RecordingChunks;

/**
 * Decodes chunks and keeps the last {@value #KEPT} of them, some 10 MB: a browser asks for neighbouring bytes in many small
 * ranges.
 */
@Component
class ChunkSound {

    private static final int KEPT = 32;

    private final RecordingStore store;
    // Guarded by itself.
    private final Map<Place, Sound> kept = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Place, Sound> eldest) {
            return size() > KEPT;
        }
    };

    ChunkSound(RecordingStore store) {
        this.store = store;
    }

    private record Place(String call, String track, int index, int keyVersion) {}

    /**
     * Sound of one chunk.
     *
     * @param firstSample of 16 kHz from the call's start
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Sound(long firstSample, short[] samples) {}

    /** Decodes a chunk or finds it decoded; empty where there is none. */
    Optional<Sound> of(CallDocument call, RecordingKey key, String track, int index) {
        Place place = new Place(call.call(), track, index, key.version());
        synchronized (kept) {
            Sound known = kept.get(place);
            if (known != null) {
                return Optional.of(known);
            }
        }
        Optional<Sound> sound = store.chunk(call, key, track, index).map(ChunkSound::decode);
        sound.ifPresent(found -> {
            synchronized (kept) {
                kept.put(place, found);
            }
        });
        return sound;
    }

    /** Forgets what was decoded of a call whose key is gone. */
    void forget(String call) {
        synchronized (kept) {
            kept.keySet().removeIf(place -> place.call().equals(call));
        }
    }

    private static Sound decode(RecordingChunks.Opened chunk) {
        try {
            OggOpus ogg = OggOpus.parse(chunk.ogg());
            short[] decoded = OpusSound.decode(ogg.packets());
            int from = Math.min(ogg.preSkip(), decoded.length);
            int to = (int) Math.min(decoded.length, from + ogg.samples());
            long firstSample = (long) chunk.head().getStartMs() * CallSound.SAMPLES_PER_MS;
            return new Sound(firstSample, Decimator.decimate(Arrays.copyOfRange(decoded, from, to)));
        } catch (IllegalArgumentException e) {
            throw new UnreadableRecordingException("A recording's chunk holds " + e.getMessage(), e);
        }
    }
}
