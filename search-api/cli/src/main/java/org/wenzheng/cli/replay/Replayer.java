package org.wenzheng.cli.replay;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.wenzheng.cli.Failure;
import org.wenzheng.mirror.KafkaConnection;
import org.wenzheng.mirror.Mirror;
import org.wenzheng.mirror.MirrorException;
import org.wenzheng.mirror.MirrorSettings;
import org.wenzheng.replay.CallSink;
import org.wenzheng.replay.Replay;
import org.wenzheng.replay.ReplayListener;
import org.wenzheng.replay.ReplayOptions;
import org.wenzheng.replay.ReplayRequest;
import org.wenzheng.replay.ReplayResult;
import org.wenzheng.replay.audio.UnreadableAudioException;
import org.wenzheng.replay.stitch.StitchedCall;

/** Replays into the product's broker and turns what can go wrong into advice. Close it when done. */
public final class Replayer implements AutoCloseable {

    private final Mirror mirror;

    private Replayer(Mirror mirror) {
        this.mirror = mirror;
    }

    /** Connects; the broker need not be there yet. */
    public static Replayer connect(String bootstrap) {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("KAFKA_BOOTSTRAP", bootstrap);
        return new Replayer(Mirror.connect(KafkaConnection.fromEnvironment(environment), MirrorSettings.DEFAULT));
    }

    /** Where calls are put. */
    public CallSink sink() {
        return CallSink.into(mirror);
    }

    /**
     * Replays one call.
     *
     * @throws Failure with what to do, when the recording or the broker does not allow it
     */
    public ReplayResult run(ReplayRequest request, ReplayListener listener) throws InterruptedException {
        return advising(() -> new Replay(sink()).run(request, listener));
    }

    /**
     * Replays one composed call.
     *
     * @throws Failure with what to do, when a clip or the broker does not allow it
     */
    public ReplayResult run(StitchedCall call, ReplayOptions options, ReplayListener listener)
            throws InterruptedException {
        return advising(() -> new Replay(sink()).run(call, options, listener));
    }

    private interface Attempt {
        ReplayResult run() throws IOException, InterruptedException, MirrorException;
    }

    private static ReplayResult advising(Attempt attempt) throws InterruptedException {
        try {
            return attempt.run();
        } catch (UnreadableAudioException e) {
            throw Failure.failed(String.valueOf(e.getMessage()));
        } catch (IOException | UncheckedIOException e) {
            throw Failure.failed("The recording cannot be read: " + e.getMessage());
        } catch (MirrorException e) {
            throw Failure.failed("Kafka refused the call: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        mirror.close();
    }

    /** A line on the terminal that tells how far a replay is. */
    public static final class ProgressLine implements ReplayListener {
        private final String name;
        private final long begun = System.nanoTime();

        public ProgressLine(String name) {
            this.name = name;
        }

        @Override
        public void progress(double done, OptionalDouble total) {
            double took = (System.nanoTime() - begun) / 1e9;
            if (total.isPresent() && done > 0) {
                System.err.printf(
                        "\r%s  %.0f of %.0f s, %.0f s left   ",
                        name, done, total.getAsDouble(), Math.max(0, took / done * (total.getAsDouble() - done)));
            } else {
                System.err.printf("\r%s  %.0f s   ", name, done);
            }
        }

        @Override
        public void waiting(long records) {
            System.err.printf("\r%s  waiting for Kafka to take %d records; is it up? ./run status   ", name, records);
        }
    }
}
