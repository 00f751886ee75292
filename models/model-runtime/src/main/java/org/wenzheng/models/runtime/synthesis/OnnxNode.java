package org.wenzheng.models.runtime.synthesis;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.List;

/** A NodeProto: names of its inputs and outputs, its operator, and the whole of it as encoded. */
record OnnxNode(List<String> inputs, List<String> outputs, String operator, ByteString bytes) {
    private static final int INPUT = 1;
    private static final int OUTPUT = 2;
    private static final int OPERATOR = 4;
    private static final int ATTRIBUTE = 5;

    static OnnxNode parse(ByteString bytes) {
        UnknownFieldSet fields = OnnxWire.fields(bytes);
        return new OnnxNode(
                OnnxWire.strings(fields, INPUT),
                OnnxWire.strings(fields, OUTPUT),
                OnnxWire.strings(fields, OPERATOR).get(0),
                bytes);
    }

    /** A new node with one output. */
    static OnnxNode of(String operator, List<String> inputs, String output, List<ByteString> attributes) {
        Field.Builder attribute = Field.newBuilder();
        attributes.forEach(attribute::addLengthDelimited);
        ByteString bytes = UnknownFieldSet.newBuilder()
                .addField(INPUT, OnnxWire.texts(inputs))
                .addField(OUTPUT, OnnxWire.text(output))
                .addField(OPERATOR, OnnxWire.text(operator))
                .addField(ATTRIBUTE, attribute.build())
                .build()
                .toByteString();
        return new OnnxNode(inputs, List.of(output), operator, bytes);
    }

    /** Encoded AttributeProtos. */
    List<ByteString> attributes() {
        return OnnxWire.fields(bytes).getField(ATTRIBUTE).getLengthDelimitedList();
    }
}
