package org.wenzheng.models.runtime.whisper;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.wenzheng.models.runtime.ModelException;

/**
 * The directory of a CTranslate2 {@code model.bin}, binary version 6: which tensor lies where. No weight is copied.
 *
 * <p>Layout, little endian and unaligned: u32 version, string specification, u32 revision, u32 n, n tensors (string
 * name, u8 rank, rank × u32 dimension, u8 type, u32 bytes, data), u32 m, m aliases (string alias, string name); a string
 * is a u16 length that counts a final NUL, then its bytes.
 */
final class CTranslate2File {

    private static final int VERSION = 6;
    private static final int MAX_RANK = 8;

    /** Element types by their code in the file, with ONNX's code for the same. */
    enum ElementType {
        FLOAT32(4, OnnxGraph.FLOAT),
        INT8(1, OnnxGraph.INT8),
        INT16(2, OnnxGraph.INT16),
        INT32(4, OnnxGraph.INT32),
        FLOAT16(2, OnnxGraph.FLOAT16);

        final int bytes;
        final int onnx;

        ElementType(int bytes, int onnx) {
            this.bytes = bytes;
            this.onnx = onnx;
        }
    }

    /**
     * One tensor.
     *
     * @param shape row-major; empty for a scalar
     * @param offset of its first byte in the file
     * @param length in bytes
     */
    record Tensor(String name, long[] shape, ElementType type, long offset, long length) {}

    private final Path path;
    private final String specification;
    private final Map<String, Tensor> tensors = new HashMap<>();
    private final Map<String, Long> scalars = new HashMap<>();

    private CTranslate2File(Path path, ByteBuffer bytes) throws ModelException {
        this.path = path;
        int version = bytes.getInt();
        if (version != VERSION) {
            throw unreadable("has CTranslate2 binary version " + version + ", wanted " + VERSION, null);
        }
        specification = string(bytes);
        bytes.getInt(); // the specification's revision; what matters is checked by tensor names and shapes
        int count = bytes.getInt();
        for (int i = 0; i < count; i++) {
            readTensor(bytes);
        }
        int aliases = bytes.getInt();
        for (int i = 0; i < aliases; i++) {
            String alias = string(bytes);
            Tensor target = tensors.get(string(bytes));
            if (target != null) {
                tensors.put(alias, target);
            }
        }
        if (bytes.hasRemaining()) {
            throw unreadable("has " + bytes.remaining() + " bytes after its end", null);
        }
    }

    /**
     * Reads the directory.
     *
     * @throws ModelException.Permanent if the file is absent, cut short or of another format
     */
    static CTranslate2File read(Path path) throws ModelException {
        try (FileChannel channel = FileChannel.open(path)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size())
                    .order(ByteOrder.LITTLE_ENDIAN);
            return new CTranslate2File(path, bytes);
        } catch (IOException e) {
            throw new ModelException.Permanent(
                    "Cannot read the weights " + path + ": fetch the model whisper-base first", e);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            throw new ModelException.Permanent(path + " is cut short or damaged: remove it and fetch it again", e);
        }
    }

    /** What the file says it holds, e.g. {@code WhisperSpec}. */
    String specification() {
        return specification;
    }

    boolean has(String name) {
        return tensors.containsKey(name);
    }

    /** The tensor of that name. */
    Tensor tensor(String name) throws ModelException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw unreadable("has no tensor " + name, null);
        }
        return tensor;
    }

    /** A whole-numbered scalar, or the fallback where the file does not have it. */
    long scalar(String name, long fallback) {
        return scalars.getOrDefault(name, fallback);
    }

    private void readTensor(ByteBuffer bytes) throws ModelException {
        String name = string(bytes);
        int rank = Byte.toUnsignedInt(bytes.get());
        if (rank > MAX_RANK) {
            throw unreadable("has a tensor of rank " + rank, null);
        }
        long[] shape = new long[rank];
        long elements = 1;
        for (int i = 0; i < rank; i++) {
            shape[i] = Integer.toUnsignedLong(bytes.getInt());
            elements *= shape[i];
        }
        int code = Byte.toUnsignedInt(bytes.get());
        if (code >= ElementType.values().length) {
            throw unreadable("has element type " + code + " in " + name, null);
        }
        ElementType type = ElementType.values()[code];
        long length = Integer.toUnsignedLong(bytes.getInt());
        if (length != elements * type.bytes) {
            throw unreadable("has " + length + " bytes in " + name + " where its shape needs another number", null);
        }
        int offset = bytes.position();
        if (rank == 0) {
            scalar(bytes, type, offset).ifPresent(value -> scalars.put(name, value));
        }
        bytes.position(Math.toIntExact(offset + length));
        tensors.put(name, new Tensor(name, shape, type, offset, length));
    }

    private static Optional<Long> scalar(ByteBuffer bytes, ElementType type, int offset) {
        return switch (type) {
            case INT8 -> Optional.of((long) bytes.get(offset));
            case INT16 -> Optional.of((long) bytes.getShort(offset));
            case INT32 -> Optional.of((long) bytes.getInt(offset));
            case FLOAT32, FLOAT16 -> Optional.empty();
        };
    }

    private static String string(ByteBuffer bytes) {
        byte[] text = new byte[Short.toUnsignedInt(bytes.getShort())];
        bytes.get(text);
        return new String(text, 0, Math.max(0, text.length - 1), StandardCharsets.UTF_8);
    }

    private ModelException unreadable(String what, @Nullable Throwable cause) {
        return new ModelException.Permanent(
                path + " " + what + ": it is not the Whisper model that this version reads; fetch it again", cause);
    }
}
