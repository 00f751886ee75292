package org.wenzheng.jobs.kafka;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.jspecify.annotations.Nullable;

/** Flink's description of a generated Protobuf message, which travels between operators in its own encoding. */
public final class ProtobufType<T extends Message> extends TypeInformation<T> {
    private static final long serialVersionUID = 1L;

    private final Class<T> message;

    private ProtobufType(Class<T> message) {
        this.message = message;
    }

    /** The type of a generated message. */
    public static <T extends Message> ProtobufType<T> message(Class<T> message) {
        return new ProtobufType<>(message);
    }

    /** The parser of a generated message. */
    @SuppressWarnings("unchecked")
    static <T extends Message> Parser<T> parser(Class<T> message) {
        try {
            return (Parser<T>) message.getMethod("parser").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(message + " is no generated Protobuf message", e);
        }
    }

    @Override
    public boolean isBasicType() {
        return false;
    }

    @Override
    public boolean isTupleType() {
        return false;
    }

    @Override
    public int getArity() {
        return 1;
    }

    @Override
    public int getTotalFields() {
        return 1;
    }

    @Override
    public Class<T> getTypeClass() {
        return message;
    }

    @Override
    public boolean isKeyType() {
        return false;
    }

    @Override
    public TypeSerializer<T> createSerializer(SerializerConfig config) {
        return new ProtobufSerializer<>(message);
    }

    @Override
    public String toString() {
        return "Protobuf<" + message.getSimpleName() + ">";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProtobufType<?> type && type.message.equals(message);
    }

    @Override
    public int hashCode() {
        return message.hashCode();
    }

    @Override
    public boolean canEqual(Object other) {
        return other instanceof ProtobufType<?>;
    }
}
