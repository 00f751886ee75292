package org.wenzheng.search.app.media;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.wenzheng.search.app.calls.CallIndex;
import org.wenzheng.search.app.calls.RecordedCalls;
import org.wenzheng.search.app.problem.Problem;
import org.wenzheng.search.app.problem.ProblemException;
import org.wenzheng.search.app.recordingkey.RecordingKey;
import org.wenzheng.search.app.recordingkey.RecordingKeys;
import org.wenzheng.search.contract.CallDocument;

/** Puts together what is needed to play a call. */
@Service
class Playback implements RecordedCalls {

    /** All tracks together. */
    static final String MIXED = "mixed";

    private static final String RUNNING = "running";

    private static final Logger LOG = LoggerFactory.getLogger(Playback.class);

    private final CallIndex calls;
    private final RecordingKeys keys;
    private final RecordingStore store;
    private final ChunkSound chunks;

    Playback(CallIndex calls, RecordingKeys keys, RecordingStore store, ChunkSound chunks) {
        this.calls = calls;
        this.keys = keys;
        this.store = store;
        this.chunks = chunks;
    }

    @Override
    public boolean canBePlayed(CallDocument call) {
        return !call.state().equals(RUNNING)
                && keys.exists(call.call())
                && !store.tracks(call).isEmpty();
    }

    /**
     * A call's sound.
     *
     * @param speaker a track, or {@value #MIXED}
     * @throws ProblemException 404 without such a call, recording or track, 409 while the call runs, 410 after deletion,
     *     503 while Elasticsearch is away: without it nobody knows what to mute
     */
    WavStream open(String id, String speaker) {
        CallDocument call = calls.require(id);
        if (call.state().equals(RUNNING)) {
            throw ProblemException.of(new Problem(
                    HttpStatus.CONFLICT,
                    "call-running",
                    "The call still runs",
                    "It can be played once it has ended and its last words are analysed, some seconds after the"
                            + " hang-up: a number may be said over several turns, so only then it is known what must be"
                            + " muted. Its text follows at GET /api/v1/calls/{call}/events."));
        }
        RecordingKey key = key(call.call());
        List<String> tracks = store.tracks(call);
        List<String> chosen = speaker.equals(MIXED)
                ? tracks
                : tracks.stream().filter(speaker::equals).toList();
        if (chosen.isEmpty()) {
            throw ProblemException.notFound(
                    tracks.isEmpty()
                            ? "This call has no recording."
                            : "The call has no such track; speaker is one of its tracks or " + MIXED + ".");
        }
        MutedSpans muted = MutedSpans.of(calls.segments(call.call()));
        CallSound sound = new CallSound(chunks, call, key, chosen, muted);
        try {
            return new WavStream(sound, samples(call, key, tracks));
        } catch (UnreadableRecordingException e) {
            LOG.error("A recording cannot be played: {}", e.getMessage());
            throw ProblemException.of(new Problem(
                    HttpStatus.INTERNAL_SERVER_ERROR,
                    "recording-unreadable",
                    "The recording cannot be read",
                    "A file of it is damaged or was sealed by another key; put it back from its copy."));
        }
    }

    private RecordingKey key(String call) {
        Optional<RecordingKey> key;
        try {
            key = keys.find(call);
        } catch (ProblemException e) {
            chunks.forget(call);
            throw e;
        }
        return key.orElseThrow(() -> ProblemException.notFound("This call has no recording."));
    }

    /** As long as the call or its last sound, whichever ends later: the same for every speaker. */
    private long samples(CallDocument call, RecordingKey key, List<String> tracks) {
        long samples = call.durationMs() * CallSound.SAMPLES_PER_MS;
        for (String track : tracks) {
            OptionalInt last = store.lastIndex(call, track);
            if (last.isPresent()) {
                Optional<ChunkSound.Sound> sound = chunks.of(call, key, track, last.getAsInt());
                samples = Math.max(
                        samples,
                        sound.map(s -> s.firstSample() + s.samples().length).orElse(0L));
            }
        }
        return samples;
    }
}
