package org.wenzheng.jobs.kafka;

import com.google.protobuf.Message;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.wenzheng.jobs.config.KafkaConfig;
import org.wenzheng.media.records.MediaTopics;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.stream.records.StreamTopics;
import org.wenzheng.stream.records.v1.Insight;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/**
 * Sources and sinks of one job, at least once.
 *
 * <p>Event time is the time that Kafka keeps with a record, which is when it was mirrored: calls that are replayed under
 * another date run beside live ones, so that capture times of different calls cannot share a watermark.
 */
public final class KafkaStreams {

    /** How far records of one partition may be out of order; several mirrors write to it. */
    private static final Duration DISORDER = Duration.ofSeconds(2);

    /** A partition without records holds event time back no longer than this. */
    private static final Duration IDLE = Duration.ofSeconds(20);

    private final StreamExecutionEnvironment environment;
    private final KafkaConfig config;
    private final String job;

    /** @param job name of the job: its consumer group, and the prefix of uids */
    public KafkaStreams(StreamExecutionEnvironment environment, KafkaConfig config, String job) {
        this.environment = environment;
        this.config = config;
        this.job = job;
    }

    /** Mirrored audio of all calls. */
    public DataStream<AudioFrame> audio() {
        return read(MediaTopics.AUDIO, AudioFrame.class, RecordChecks::audio);
    }

    /** What happened to calls. */
    public DataStream<CallEvent> events() {
        return read(MediaTopics.CALL_EVENTS, CallEvent.class, RecordChecks::event);
    }

    /** Raw words of all calls. */
    public DataStream<TranscriptSegment> transcripts() {
        return read(StreamTopics.TRANSCRIPTS, TranscriptSegment.class, RecordChecks::transcript);
    }

    /** Writes raw words. */
    public void writeTranscripts(DataStream<TranscriptSegment> segments) {
        write(
                segments,
                StreamTopics.TRANSCRIPTS,
                new KeyedRecord<>(StreamTopics.TRANSCRIPTS, TranscriptSegment::getCall));
    }

    /** Writes redacted results. */
    public void writeInsights(DataStream<Insight> insights) {
        write(insights, StreamTopics.INSIGHTS, new KeyedRecord<>(StreamTopics.INSIGHTS, Insight::getCall));
    }

    /** Writes what a job found out about a call. */
    public void writeEvents(DataStream<CallEvent> events) {
        write(events, MediaTopics.CALL_EVENTS, new KeyedRecord<>(MediaTopics.CALL_EVENTS, CallEvent::getCall));
    }

    /** Writes what could not be read. */
    public void writeDeadLetters(DataStream<DeadLetter> letters, String from) {
        letters.sinkTo(sink(new DeadLetterRecord()))
                .name("write " + StreamTopics.DEAD_LETTERS)
                .uid(job + "-dead-letters-" + from);
    }

    private <T extends Message> DataStream<T> read(String topic, Class<T> message, RecordCheck<T> check) {
        KafkaSource<RawRecord> source = KafkaSource.<RawRecord>builder()
                .setProperties(config.client())
                .setBootstrapServers(config.bootstrap())
                .setTopics(topic)
                .setGroupId("wenzheng-" + job)
                // Only where no checkpoint is left: read again all that is kept, which gives the same ids and bounds.
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new RawRecords())
                // Checkpoints hold the offsets; nobody asks the broker for them.
                .setProperty("commit.offsets.on.checkpoint", "false")
                // The broker answers with the first record that comes, however long it may wait: a shorter wait only
                // makes idle consumers ask more often.
                .setProperty("fetch.min.bytes", "1")
                .setProperty("fetch.max.wait.ms", "1000")
                .build();
        SingleOutputStreamOperator<T> parsed = environment
                .fromSource(
                        source,
                        WatermarkStrategy.<RawRecord>forBoundedOutOfOrderness(DISORDER)
                                .withIdleness(IDLE),
                        "read " + topic)
                .uid(job + "-read-" + topic)
                .process(new ParseRecords<>(job, message, check), ProtobufType.message(message))
                .name("parse " + topic)
                .uid(job + "-parse-" + topic);
        writeDeadLetters(parsed.getSideOutput(ParseRecords.DEAD), topic);
        return parsed;
    }

    private <T> void write(DataStream<T> stream, String topic, KafkaRecordSerializationSchema<T> schema) {
        stream.sinkTo(sink(schema)).name("write " + topic).uid(job + "-write-" + topic);
    }

    private <T> KafkaSink<T> sink(KafkaRecordSerializationSchema<T> schema) {
        return KafkaSink.<T>builder()
                .setKafkaProducerConfig(config.client())
                .setBootstrapServers(config.bootstrap())
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setProperty("linger.ms", Integer.toString(config.lingerMs()))
                .setProperty("acks", "all")
                .setRecordSerializer(schema)
                .build();
    }
}
