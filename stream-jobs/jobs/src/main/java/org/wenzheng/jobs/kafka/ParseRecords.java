package org.wenzheng.jobs.kafka;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Bytes into messages; what does not parse or fails the check goes aside as a {@link DeadLetter}, and the job goes on. */
public final class ParseRecords<T extends Message> extends ProcessFunction<RawRecord, T> {
    private static final long serialVersionUID = 1L;

    /** Side output of what could not be read. */
    public static final OutputTag<DeadLetter> DEAD =
            new OutputTag<>("dead-letters", TypeInformation.of(DeadLetter.class));

    private final String job;
    private final Class<T> message;
    private final RecordCheck<T> check;
    private transient Parser<T> parser;
    private transient Counter dead;

    /** @param job named in the dead letters */
    public ParseRecords(String job, Class<T> message, RecordCheck<T> check) {
        this.job = job;
        this.message = message;
        this.check = check;
        this.parser = ProtobufType.parser(message);
        this.dead = new SimpleCounter();
    }

    @Override
    public void open(OpenContext context) {
        parser = ProtobufType.parser(message);
        dead = getRuntimeContext().getMetricGroup().counter("deadLetters");
    }

    @Override
    public void processElement(RawRecord raw, Context context, Collector<T> out) {
        if (raw.value() == null) {
            bury(raw, "no value", context);
            return;
        }
        T record;
        try {
            record = parser.parseFrom(raw.value());
        } catch (InvalidProtocolBufferException e) {
            bury(raw, "not a " + message.getSimpleName() + ": malformed Protobuf", context);
            return;
        }
        String fault = check.fault(record);
        if (fault.isEmpty()) {
            out.collect(record);
        } else {
            bury(raw, fault, context);
        }
    }

    private void bury(RawRecord raw, String reason, Context context) {
        dead.inc();
        context.output(
                DEAD, new DeadLetter(raw.topic(), raw.partition(), raw.offset(), raw.key(), raw.value(), reason, job));
    }
}
