package org.wenzheng.digitalhuman.hearing;

import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.digitalhuman.kafka.TopicFollower;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** Reads {@code speech.transcripts} from now on, and gives each call's words to who asked for them. */
public final class TranscriptFeed implements TranscriptSource, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(TranscriptFeed.class);

    private final Map<String, Consumer<TranscriptSegment>> calls = new ConcurrentHashMap<>();
    private final TopicFollower follower;

    /** Starts to read; Kafka need not be there yet. */
    public TranscriptFeed(Properties kafka) {
        follower = new TopicFollower(kafka, StreamTopics.TRANSCRIPTS, TopicFollower.From.NOW, this::take);
    }

    @Override
    public void listen(String call, Consumer<TranscriptSegment> words) {
        calls.put(call, words);
    }

    @Override
    public void leave(String call) {
        calls.remove(call);
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        try {
            TranscriptSegment segment = TranscriptSegment.parseFrom(record.value());
            Consumer<TranscriptSegment> listener = calls.get(segment.getCall());
            if (listener != null) {
                listener.accept(segment);
            }
        } catch (InvalidProtocolBufferException e) {
            log.debug("A record that is no segment", e);
        }
    }

    @Override
    public void close() {
        follower.close();
    }
}
