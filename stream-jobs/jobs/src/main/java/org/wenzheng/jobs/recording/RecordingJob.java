package org.wenzheng.jobs.recording;

import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.wenzheng.jobs.call.CallWatch;
import org.wenzheng.jobs.call.TrackKey;
import org.wenzheng.jobs.config.JobsConfig;
import org.wenzheng.jobs.kafka.KafkaStreams;
import org.wenzheng.jobs.kafka.ProtobufType;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEvent;

/** Audio of consenting calls into encrypted files: media.audio and call.events to RECORDINGS_URL. */
public final class RecordingJob {
    private static final String NAME = "recording";

    /** Chunks that wait for a key or for room before the job stops reading; each is about 60 kB. */
    private static final int CHUNKS_WAITING = 128;

    private RecordingJob() {}

    /** Lays out the operators. */
    public static void build(StreamExecutionEnvironment environment, JobsConfig config) {
        KafkaStreams kafka = new KafkaStreams(environment, config.kafka(), NAME);
        SingleOutputStreamOperator<ClosedChunk> chunks = kafka.audio()
                .keyBy(AudioFrame::getCall, Types.STRING)
                .connect(kafka.events().keyBy(CallEvent::getCall, Types.STRING))
                .process(new CallWatch(), ProtobufType.message(AudioFrame.class))
                .name("watch calls")
                .uid(NAME + "-watch")
                .keyBy(TrackKey::of, Types.STRING)
                .process(new ChunkAssembler(), TypeInformation.of(ClosedChunk.class))
                .name("assemble chunks")
                .uid(NAME + "-assemble");
        AsyncDataStream.unorderedWait(chunks, new ChunkWriter(config.recording()), 0, TimeUnit.SECONDS, CHUNKS_WAITING)
                .returns(Types.STRING)
                .name("write chunks")
                .uid(NAME + "-write")
                .sinkTo(new DiscardingSink<>())
                .name("done")
                .uid(NAME + "-done");
    }
}
