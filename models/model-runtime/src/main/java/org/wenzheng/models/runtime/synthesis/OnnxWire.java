package org.wenzheng.models.runtime.synthesis;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.UnknownFieldSet.Field;
import java.util.List;

/** Pieces of {@code onnx.proto} on the protobuf wire, by field number, without generated classes. */
final class OnnxWire {
    /** {@code TensorProto.DataType.FLOAT}. */
    static final int FLOAT = 1;

    private static final int ATTRIBUTE_INT = 2;

    private OnnxWire() {}

    /** @throws IllegalArgumentException when the bytes are no protobuf message */
    static UnknownFieldSet fields(ByteString bytes) {
        try {
            return UnknownFieldSet.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException("no ONNX model: " + e.getMessage(), e);
        }
    }

    static List<String> strings(UnknownFieldSet message, int field) {
        return message.getField(field).getLengthDelimitedList().stream()
                .map(ByteString::toStringUtf8)
                .toList();
    }

    static Field bytes(ByteString value) {
        return Field.newBuilder().addLengthDelimited(value).build();
    }

    static Field text(String value) {
        return bytes(ByteString.copyFromUtf8(value));
    }

    static Field texts(List<String> values) {
        Field.Builder field = Field.newBuilder();
        values.forEach(value -> field.addLengthDelimited(ByteString.copyFromUtf8(value)));
        return field.build();
    }

    private static Field number(long value) {
        return Field.newBuilder().addVarint(value).build();
    }

    /** An AttributeProto of one integer. */
    static ByteString integer(String name, long value) {
        return UnknownFieldSet.newBuilder()
                .addField(1, text(name))
                .addField(3, number(value))
                .addField(20, number(ATTRIBUTE_INT))
                .build()
                .toByteString();
    }

    /** A ValueInfoProto of a float tensor whose shape is left open. */
    static ByteString floatTensor(String name) {
        UnknownFieldSet tensor =
                UnknownFieldSet.newBuilder().addField(1, number(FLOAT)).build();
        UnknownFieldSet type = UnknownFieldSet.newBuilder()
                .addField(1, bytes(tensor.toByteString()))
                .build();
        return UnknownFieldSet.newBuilder()
                .addField(1, text(name))
                .addField(2, bytes(type.toByteString()))
                .build()
                .toByteString();
    }
}
