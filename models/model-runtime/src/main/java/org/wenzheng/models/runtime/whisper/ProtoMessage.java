package org.wenzheng.models.runtime.whisper;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** One protobuf message written field by field, for formats of which only a few fields are needed. */
final class ProtoMessage {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CodedOutputStream out = CodedOutputStream.newInstance(bytes);

    ProtoMessage integer(int field, long value) {
        return write(() -> out.writeInt64(field, value));
    }

    ProtoMessage number(int field, float value) {
        return write(() -> out.writeFloat(field, value));
    }

    ProtoMessage text(int field, String value) {
        return write(() -> out.writeString(field, value));
    }

    ProtoMessage raw(int field, byte[] value) {
        return write(() -> out.writeByteArray(field, value));
    }

    ProtoMessage message(int field, ProtoMessage value) {
        return raw(field, value.toByteArray());
    }

    byte[] toByteArray() {
        write(out::flush);
        return bytes.toByteArray();
    }

    private ProtoMessage write(Write write) {
        try {
            write.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }

    private interface Write {
        void run() throws IOException;
    }
}
