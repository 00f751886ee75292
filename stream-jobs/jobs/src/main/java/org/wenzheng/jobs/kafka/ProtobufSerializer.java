package org.wenzheng.jobs.kafka;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import java.io.IOException;
import java.io.ObjectInputStream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/** Length and Protobuf encoding. Messages are immutable, so that copies are the same object. */
public final class ProtobufSerializer<T extends Message> extends TypeSerializer<T> {
    private static final long serialVersionUID = 1L;

    private final Class<T> message;
    private transient Parser<T> parser;

    ProtobufSerializer(Class<T> message) {
        this.message = message;
        this.parser = ProtobufType.parser(message);
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        parser = ProtobufType.parser(message);
    }

    @Override
    public boolean isImmutableType() {
        return true;
    }

    @Override
    public TypeSerializer<T> duplicate() {
        return this;
    }

    @Override
    public T createInstance() {
        try {
            return parser.parseFrom(new byte[0]);
        } catch (IOException e) {
            throw new IllegalStateException("no empty " + message, e);
        }
    }

    @Override
    public T copy(T from) {
        return from;
    }

    @Override
    public T copy(T from, T reuse) {
        return from;
    }

    @Override
    public int getLength() {
        return -1;
    }

    @Override
    public void serialize(T record, DataOutputView target) throws IOException {
        byte[] bytes = record.toByteArray();
        target.writeInt(bytes.length);
        target.write(bytes);
    }

    @Override
    public T deserialize(DataInputView source) throws IOException {
        byte[] bytes = new byte[source.readInt()];
        source.readFully(bytes);
        return parser.parseFrom(bytes);
    }

    @Override
    public T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public void copy(DataInputView source, DataOutputView target) throws IOException {
        int length = source.readInt();
        target.writeInt(length);
        target.write(source, length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProtobufSerializer<?> serializer && serializer.message.equals(message);
    }

    @Override
    public int hashCode() {
        return message.hashCode();
    }

    @Override
    public TypeSerializerSnapshot<T> snapshotConfiguration() {
        return new Snapshot<>(message);
    }

    /** Remembers the message's class; Protobuf itself reads what other versions of it wrote. */
    public static final class Snapshot<T extends Message> implements TypeSerializerSnapshot<T> {
        private @Nullable Class<T> message;

        /** For Flink, which fills it by {@link #readSnapshot}. */
        public Snapshot() {}

        Snapshot(Class<T> message) {
            this.message = message;
        }

        @Override
        public int getCurrentVersion() {
            return 1;
        }

        @Override
        public void writeSnapshot(DataOutputView out) throws IOException {
            out.writeUTF(message().getName());
        }

        @Override
        @SuppressWarnings("unchecked")
        public void readSnapshot(int version, DataInputView in, ClassLoader loader) throws IOException {
            String name = in.readUTF();
            try {
                message = (Class<T>) Class.forName(name, false, loader).asSubclass(Message.class);
            } catch (ClassNotFoundException e) {
                throw new IOException("saved state holds " + name + ", which this version does not know", e);
            }
        }

        @Override
        public TypeSerializer<T> restoreSerializer() {
            return new ProtobufSerializer<>(message());
        }

        @Override
        public TypeSerializerSchemaCompatibility<T> resolveSchemaCompatibility(TypeSerializerSnapshot<T> old) {
            return old instanceof Snapshot<T> snapshot && snapshot.message().equals(message())
                    ? TypeSerializerSchemaCompatibility.compatibleAsIs()
                    : TypeSerializerSchemaCompatibility.incompatible();
        }

        private Class<T> message() {
            if (message == null) {
                throw new IllegalStateException("snapshot was not read");
            }
            return message;
        }
    }
}
