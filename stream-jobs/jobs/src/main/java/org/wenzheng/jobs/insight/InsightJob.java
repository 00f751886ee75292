package org.wenzheng.jobs.insight;

import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.AsyncDataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.wenzheng.jobs.config.InsightConfig;
import org.wenzheng.jobs.config.JobsConfig;
import org.wenzheng.jobs.insight.index.ElasticsearchSink;
import org.wenzheng.jobs.insight.index.IndexWrite;
import org.wenzheng.jobs.kafka.KafkaStreams;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.models.runtime.embedding.BgeEmbedder;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/**
 * Words into insight: speech.transcripts and call.events to Elasticsearch and call.insights. Consent first, then
 * redaction, then the models; so nothing that is kept has seen a personal detail.
 */
public final class InsightJob {
    static final String NAME = "insight";

    /** Segments that may be with the models at a time. */
    private static final int WITH_MODELS = 64;

    private static final long MODELS_TIMEOUT_MIN = 5;

    private InsightJob() {}

    /** Lays out the operators. */
    public static void build(StreamExecutionEnvironment environment, JobsConfig config) {
        InsightConfig heads = config.insight();
        build(environment, config, () -> HeadsAndEmbedder.shared(heads), BgeEmbedder.MODEL);
    }

    static void build(
            StreamExecutionEnvironment environment, JobsConfig config, Analyse.Source models, String embeddingModel) {
        KafkaStreams kafka = new KafkaStreams(environment, config.kafka(), NAME);
        SingleOutputStreamOperator<CallUpdate> redacted = kafka.transcripts()
                .keyBy(TranscriptSegment::getCall, Types.STRING)
                .connect(kafka.events().keyBy(CallEvent::getCall, Types.STRING))
                .process(new CallGate(), TypeInformation.of(CallUpdate.class))
                .name("consent and redaction")
                .uid(NAME + "-gate");
        kafka.writeDeadLetters(redacted.getSideOutput(CallGate.ORPHANS), "orphans");
        SingleOutputStreamOperator<IndexWrite> documents = AsyncDataStream.orderedWait(
                        redacted, new Analyse(models), MODELS_TIMEOUT_MIN, TimeUnit.MINUTES, WITH_MODELS)
                .name("sentiment, urgency, topics, vectors")
                .uid(NAME + "-analyse")
                .keyBy(AnalysedUpdate::call, Types.STRING)
                .process(new CallSummary(config.insight().phraseRules()), TypeInformation.of(IndexWrite.class))
                .name("documents")
                .uid(NAME + "-summary");
        kafka.writeInsights(documents.getSideOutput(CallSummary.INSIGHTS));
        documents
                .sinkTo(new ElasticsearchSink(config.elasticsearch(), config.kafka(), embeddingModel))
                .setParallelism(1)
                .name("write Elasticsearch")
                .uid(NAME + "-write-elasticsearch");
    }
}
