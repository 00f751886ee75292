package org.wenzheng.jobs.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wenzheng.jobs.insight.index.IndexWrite;
import org.wenzheng.jobs.redaction.Redactor;
import org.wenzheng.jobs.redaction.Utterance;

/** Nothing that is saved or sent between operators falls back to Kryo, whose format no later version could read. */
class StateTypesTest {

    @ParameterizedTest
    @ValueSource(
            classes = {
                CallUpdate.class,
                AnalysedUpdate.class,
                CallStatus.class,
                GateState.class,
                SegmentScore.class,
                IndexWrite.class
            })
    void isReadFieldByField(Class<?> type) {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        assertThatCode(() -> TypeInformation.of(type).createSerializer(config)).doesNotThrowAnyException();
    }

    @Test
    void travelsWholeBetweenOperators() throws Exception {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        TypeSerializer<AnalysedUpdate> serializer =
                TypeInformation.of(AnalysedUpdate.class).createSerializer(config);
        CallFacts facts = CallFacts.of(Calls.started(true), Calls.started(true), new Redactor());
        var raw = Calls.said(1000, "打13800013579。");
        RedactedSegment segment = RedactedSegment.of(
                raw, new Redactor().redact(new Utterance("s", "t", 1, 1000, 3000, raw.getText(), List.of(), false)));
        for (CallUpdate update :
                List.of(new CallUpdate(facts, CallStatus.NEW, null), new CallUpdate(facts, CallStatus.NEW, segment))) {
            AnalysedUpdate sent = new AnalysedUpdate(update, Analysis.none());
            DataOutputSerializer out = new DataOutputSerializer(1024);
            serializer.serialize(sent, out);
            AnalysedUpdate received = serializer.deserialize(new DataInputDeserializer(out.getCopyOfBuffer()));
            assertThat(received).usingRecursiveComparison().isEqualTo(sent);
        }
    }
}
