package org.wenzheng.replay;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.wenzheng.mirror.MirrorException;
import org.wenzheng.replay.audio.UnreadableAudioException;

/**
 * Replays recordings as calls.
 *
 * <p>The records of a request depend on the files and the request alone: ids, numbers, times from the call's start and Opus
 * payloads come out the same each time. A bad recording is told before the first record is sent.
 */
public final class Replay {

    private final CallSink sink;
    private final Pace.Clock clock;

    /** Replays into {@code sink}. */
    public Replay(CallSink sink) {
        this(sink, Pace.SYSTEM);
    }

    Replay(CallSink sink, Pace.Clock clock) {
        this.sink = sink;
        this.clock = clock;
    }

    /**
     * Replays one call and returns when Kafka has all of it. While Kafka is away it waits.
     *
     * @throws UnreadableAudioException if a recording cannot be replayed; nothing was sent
     * @throws IOException if a recording cannot be read again; nothing was sent
     * @throws InterruptedException if the thread is interrupted; the call was ended as lost
     * @throws MirrorException if Kafka refuses the records for good
     */
    public ReplayResult run(ReplayRequest request, ReplayListener listener)
            throws IOException, InterruptedException, MirrorException {
        try (Recording recording = Recording.open(request)) {
            String call = CallId.of(request.files());
            return play(call, recording, request.call(), request.at().orElse(null), request.speed(), listener);
        }
    }

    private ReplayResult play(
            String call,
            Recording recording,
            CallDetails details,
            @Nullable Instant at,
            OptionalDouble speed,
            ReplayListener listener)
            throws InterruptedException, MirrorException {
        listener.started(call);
        Pace pace = clock.start(speed); // beside the time that the records will tell
        Instant start = (at == null ? clock.now() : at).truncatedTo(ChronoUnit.MICROS);
        long startUs = ChronoUnit.MICROS.between(Instant.EPOCH, start);
        try (CallPlayer player = new CallPlayer(call, startUs, details, recording.speakers(), sink, listener)) {
            player.play(pace, recording.statedSeconds());
            return new ReplayResult(call, start, player.frames(), player.seconds(), recording.warnings());
        }
    }
}
