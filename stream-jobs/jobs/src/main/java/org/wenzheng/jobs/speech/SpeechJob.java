package org.wenzheng.jobs.speech;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.wenzheng.jobs.call.CallWatch;
import org.wenzheng.jobs.call.TrackKey;
import org.wenzheng.jobs.config.JobsConfig;
import org.wenzheng.jobs.kafka.KafkaStreams;
import org.wenzheng.jobs.kafka.ProtobufType;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** Audio into words: media.audio and call.events to speech.transcripts; lost calls back to call.events. */
public final class SpeechJob {
    private static final String NAME = "speech";

    private SpeechJob() {}

    /** Lays out the operators. */
    public static void build(StreamExecutionEnvironment environment, JobsConfig config) {
        build(environment, config, InstalledEngines.of(config.speech()));
    }

    static void build(StreamExecutionEnvironment environment, JobsConfig config, SpeechEngines engines) {
        KafkaStreams kafka = new KafkaStreams(environment, config.kafka(), NAME);
        SingleOutputStreamOperator<AudioFrame> audio = kafka.audio()
                .keyBy(AudioFrame::getCall, Types.STRING)
                .connect(kafka.events().keyBy(CallEvent::getCall, Types.STRING))
                .process(new CallWatch(), ProtobufType.message(AudioFrame.class))
                .name("watch calls")
                .uid(NAME + "-watch");
        kafka.writeEvents(audio.getSideOutput(CallWatch.LOST));
        DataStream<TranscriptSegment> words = audio.keyBy(TrackKey::of, Types.STRING)
                .process(
                        new Segmenter(config.speech().segmentation(), engines), TypeInformation.of(SpeechRequest.class))
                .name("segment")
                .uid(NAME + "-segment")
                .transform(
                        "recognise",
                        ProtobufType.message(TranscriptSegment.class),
                        new RecognitionOperatorFactory(engines, config.speech()))
                .uid(NAME + "-recognise")
                .keyBy(TrackKey::of, Types.STRING)
                .process(new RevisionGate(), ProtobufType.message(TranscriptSegment.class))
                .name("gate revisions")
                .uid(NAME + "-gate");
        kafka.writeTranscripts(words);
    }
}
