package org.wenzheng.jobs.speech;

import org.apache.flink.streaming.api.operators.AbstractStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.ChainingStrategy;
import org.apache.flink.streaming.api.operators.OneInputStreamOperatorFactory;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.streaming.api.operators.StreamOperatorParameters;
import org.wenzheng.jobs.config.SpeechConfig;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** Makes a {@link RecognitionOperator} in each subtask. */
public final class RecognitionOperatorFactory extends AbstractStreamOperatorFactory<TranscriptSegment>
        implements OneInputStreamOperatorFactory<SpeechRequest, TranscriptSegment> {
    private static final long serialVersionUID = 1L;

    private final SpeechEngines engines;
    private final SpeechConfig config;

    /** @param engines of the task manager */
    public RecognitionOperatorFactory(SpeechEngines engines, SpeechConfig config) {
        this.engines = engines;
        this.config = config;
        setChainingStrategy(ChainingStrategy.ALWAYS); // samples go on without being copied
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as Flink declares it
    public <T extends StreamOperator<TranscriptSegment>> T createStreamOperator(
            StreamOperatorParameters<TranscriptSegment> parameters) {
        return (T) new RecognitionOperator(parameters, engines, config);
    }

    @Override
    @SuppressWarnings("rawtypes")
    public Class<? extends StreamOperator> getStreamOperatorClass(ClassLoader loader) {
        return RecognitionOperator.class;
    }
}
