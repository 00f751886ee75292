package org.wenzheng.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** Reads speech.transcripts from now on and notes when each revision was there to read. Close to stop. */
public final class TranscriptWatch implements AutoCloseable {

    private final ConcurrentLinkedQueue<Seen> seen = new ConcurrentLinkedQueue<>();
    private final TopicWatch topic;

    /** A revision and the unix milliseconds at which the consumer had it. */
    public record Seen(TranscriptSegment segment, long atMs) {
        /** Behind the last speech sample that it holds. */
        public long lagMs() {
            return atMs - segment.getLastCapturedAtUs() / 1000;
        }
    }

    /** Connects and waits at the end of the topic. */
    public TranscriptWatch(String bootstrap) {
        topic = TopicWatch.start(
                bootstrap,
                StreamTopics.TRANSCRIPTS,
                TranscriptSegment.parser(),
                segment -> seen.add(new Seen(segment, System.currentTimeMillis())));
    }

    /** Everything so far. */
    public List<Seen> seen() {
        return new ArrayList<>(seen);
    }

    @Override
    public void close() {
        topic.close();
    }
}
