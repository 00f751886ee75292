package org.wenzheng.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.wenzheng.media.records.v1.EndReason;
import org.wenzheng.mirror.MirrorException;

/**
 * Plays the speakers of one call from the first record to the last: started, joined, published, packets in step, ended.
 *
 * <p>Whatever breaks a call off in the middle, its tracks and the call itself are still ended.
 */
final class CallPlayer implements AutoCloseable {

    private static final int FRAMES_A_SECOND = 50;
    private static final int FRAMES_A_SIGN_OF_LIFE = 5 * FRAMES_A_SECOND;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final CallSink sink;
    private final ReplayListener listener;
    private final CallDetails details;
    private final CallEvents events;
    private final List<Track> tracks = new ArrayList<>();
    private long frames;
    private long steps;

    CallPlayer(
            String call,
            long startUs,
            CallDetails details,
            List<Speaker> speakers,
            CallSink sink,
            ReplayListener listener) {
        this.sink = sink;
        this.listener = listener;
        this.details = details;
        events = new CallEvents(call, startUs);
        for (Speaker speaker : speakers) {
            tracks.add(new Track(call, startUs, details, speaker));
        }
    }

    /** Voice packets sent. */
    long frames() {
        return frames;
    }

    /** How long the call is so far. */
    double seconds() {
        return (double) steps / FRAMES_A_SECOND;
    }

    void play(Pace pace, OptionalDouble statedSeconds) throws InterruptedException, MirrorException {
        boolean whole = false;
        try {
            open();
            while (step(pace)) {
                if (steps % FRAMES_A_SECOND == 0) {
                    listener.progress(seconds(), statedSeconds);
                }
            }
            close(EndReason.COMPLETED);
            listener.progress(seconds(), statedSeconds);
            whole = true;
            while (!sink.flush(PATIENCE)) {
                listener.waiting(sink.waiting());
            }
        } finally {
            if (!whole) {
                breakOff();
            }
        }
    }

    private void open() throws InterruptedException, MirrorException {
        sink.put(events.started(details));
        for (Track track : tracks) {
            sink.put(events.joined(track.speaker()));
            sink.put(events.published(track.speaker()));
        }
    }

    /** Sends 20 ms of every speaker; false when all are over. */
    private boolean step(Pace pace) throws InterruptedException, MirrorException {
        boolean any = false;
        for (Track track : tracks) {
            if (track.advance()) {
                // A packet can be sent when its last sample has been spoken.
                pace.await((steps + 1) * Track.FRAME_US);
                sink.put(track.packet());
                frames++;
                any = true;
            } else if (!track.ended()) {
                sink.put(track.end());
                sink.put(events.trackEnded(track.speaker(), track.lastSequence(), offsetUs()));
            }
        }
        if (any && ++steps % FRAMES_A_SIGN_OF_LIFE == 0) {
            for (Track track : tracks) {
                sink.put(events.quality(track.speaker(), offsetUs()));
            }
        }
        return any;
    }

    private void close(EndReason reason) throws InterruptedException, MirrorException {
        for (Track track : tracks) {
            sink.put(events.left(track.speaker(), offsetUs()));
        }
        sink.put(events.ended(reason, offsetUs()));
    }

    private void breakOff() {
        for (Track track : tracks) {
            if (!track.ended()) {
                sink.offer(track.end());
                sink.offer(events.trackEnded(track.speaker(), track.lastSequence(), offsetUs()));
            }
            sink.offer(events.left(track.speaker(), offsetUs()));
        }
        sink.offer(events.ended(EndReason.LOST, offsetUs()));
    }

    private long offsetUs() {
        return steps * Track.FRAME_US;
    }

    @Override
    public void close() {
        tracks.forEach(Track::close);
    }
}
