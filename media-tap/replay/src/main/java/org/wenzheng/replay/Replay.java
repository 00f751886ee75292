package org.wenzheng.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.wenzheng.media.records.v1.Role;
import org.wenzheng.mirror.MirrorException;
import org.wenzheng.replay.audio.UnreadableAudioException;
import org.wenzheng.replay.stitch.StitchedCall;

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
            Source source = new Source(recording.speakers(), recording.statedSeconds(), recording::warnings);
            return play(CallId.of(request.files()), source, request.options(), listener);
        }
    }

    /**
     * Replays a call that was composed of clips; everything else is as in the other form.
     *
     * @throws UncheckedIOException if a clip has vanished since the call was composed; the call was ended as lost
     */
    public ReplayResult run(StitchedCall stitched, ReplayOptions options, ReplayListener listener)
            throws IOException, InterruptedException, MirrorException {
        Source source = new Source(
                Speaker.name(List.of(Role.CITIZEN, Role.STAFF), stitched.voices()),
                OptionalDouble.of(stitched.frames() * Track.FRAME_US / 1e6),
                List::of);
        return play(CallId.of(stitched.files(), stitched.arrangement()), source, options, listener);
    }

    private ReplayResult play(String call, Source source, ReplayOptions options, ReplayListener listener)
            throws InterruptedException, MirrorException {
        listener.started(call);
        Pace pace = clock.start(options.speed()); // beside the time that the records will tell
        Instant start = options.at().orElseGet(clock::now).truncatedTo(ChronoUnit.MICROS);
        long startUs = ChronoUnit.MICROS.between(Instant.EPOCH, start);
        try (CallPlayer player = new CallPlayer(call, startUs, options.call(), source.speakers(), sink, listener)) {
            player.play(pace, source.statedSeconds());
            return new ReplayResult(
                    call,
                    start,
                    player.frames(),
                    player.seconds(),
                    source.warnings().get());
        }
    }

    private record Source(List<Speaker> speakers, OptionalDouble statedSeconds, Supplier<List<String>> warnings) {}
}
