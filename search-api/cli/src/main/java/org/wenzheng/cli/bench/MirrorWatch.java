package org.wenzheng.cli.bench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.wenzheng.media.records.MediaTopics;
import org.wenzheng.media.records.v1.AudioFrame;

/** Reads media.audio from now on: how much of which call is mirrored, and when the last of it was captured. */
public final class MirrorWatch implements AutoCloseable {

    private final Map<String, Mirrored> calls = new ConcurrentHashMap<>();
    private final TopicWatch topic;

    /**
     * Of one call of one voice.
     *
     * @param frames packets of 20 ms that came
     * @param first timestamp
     * @param last timestamp
     * @param lastCapturedMs when the last one was captured, unix milliseconds
     */
    public record Mirrored(long frames, long first, long last, long lastCapturedMs) {

        private static final Mirrored NONE = new Mirrored(0, Long.MAX_VALUE, Long.MIN_VALUE, 0);

        /** Part of the sound that never came, by its time: padding takes sequence numbers too. */
        public double missing() {
            return frames == 0 ? 1 : Math.max(0, 1 - frames / ((last - first) / 960.0 + 1));
        }

        private Mirrored and(Mirrored other) {
            return new Mirrored(
                    frames + other.frames,
                    Math.min(first, other.first),
                    Math.max(last, other.last),
                    Math.max(lastCapturedMs, other.lastCapturedMs));
        }
    }

    /** Connects and waits at the end of the topic. */
    public MirrorWatch(String bootstrap) {
        topic = TopicWatch.start(bootstrap, MediaTopics.AUDIO, AudioFrame.parser(), this::count);
    }

    /** What came of a call so far. */
    public Mirrored of(String call) {
        return calls.getOrDefault(call, Mirrored.NONE);
    }

    private void count(AudioFrame frame) {
        if (!frame.getEndOfTrack()) {
            Mirrored one = new Mirrored(1, frame.getTimestamp(), frame.getTimestamp(), frame.getCapturedAtUs() / 1000);
            calls.merge(frame.getCall(), one, Mirrored::and);
        }
    }

    @Override
    public void close() {
        topic.close();
    }
}
