package org.wenzheng.jobs.insight.index;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Writes that are in a checkpoint because Elasticsearch had not taken them yet. */
final class IndexWriteSerializer implements SimpleVersionedSerializer<IndexWrite> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(IndexWrite write) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeUTF(write.index());
            out.writeUTF(write.id());
            out.writeLong(write.version());
            writeBytes(out, write.document());
            out.writeUTF(write.sourceTopic());
            out.writeUTF(write.sourceKey());
            writeBytes(out, write.source());
        }
        return bytes.toByteArray();
    }

    @Override
    public IndexWrite deserialize(int version, byte[] serialized) throws IOException {
        if (version != VERSION) {
            throw new IOException("saved writes are of version " + version + "; this program reads " + VERSION);
        }
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized))) {
            return new IndexWrite(
                    in.readUTF(),
                    in.readUTF(),
                    in.readLong(),
                    in.readNBytes(in.readInt()),
                    in.readUTF(),
                    in.readUTF(),
                    in.readNBytes(in.readInt()));
        }
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
