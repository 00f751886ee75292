package org.wenzheng.models.runtime.classify;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.wenzheng.models.runtime.ModelException;

/**
 * A head as a file: gzip of a magic word, a version, the labels, the vocabulary and weights as signed bytes with a scale
 * a row and block, which keeps a head of 15 labels within a megabyte or two.
 */
public final class HeadFile {

    private static final int MAGIC = 0x575A4844; // "WZHD"
    private static final int VERSION = 1;
    private static final int MOST_FEATURES = 1 << 20;
    private static final int MOST_LABELS = 1000;

    private HeadFile() {}

    /** Writes a head in one step: readers see the old file or the new one. */
    public static void write(LinearHead head, Path file) throws IOException {
        Path draft = file.resolveSibling(file.getFileName() + ".draft");
        try (OutputStream raw = Files.newOutputStream(draft);
                DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new GZIPOutputStream(raw)))) {
            out.writeInt(MAGIC);
            out.writeInt(VERSION);
            out.writeUTF(head.name());
            out.writeInt(head.labels().size());
            for (String label : head.labels()) {
                out.writeUTF(label);
            }
            writeFeatures(head.features(), out);
            out.writeUTF(head.embeddingModel());
            out.writeInt(head.embeddingDimensions());
            out.writeFloat(head.embeddingWeight());
            int grams = head.features().size();
            for (float[] row : head.weights()) {
                writeBlock(row, 0, grams, out);
                writeBlock(row, grams, row.length - 1, out);
                out.writeFloat(row[row.length - 1]);
            }
            out.writeFloat(head.scale());
            for (float offset : head.offsets()) {
                out.writeFloat(offset);
            }
            out.writeFloat(head.threshold());
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads a head.
     *
     * @throws ModelException.Permanent if the file is absent or no head of this version
     */
    public static LinearHead read(Path file) throws ModelException {
        try (InputStream in = Files.newInputStream(file)) {
            return read(in, file.toString());
        } catch (IOException e) {
            throw new ModelException.Permanent("The head " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Reads a head from a stream; {@code from} names it in messages. */
    public static LinearHead read(InputStream stream, String from) throws ModelException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new GZIPInputStream(stream)))) {
            if (in.readInt() != MAGIC || in.readInt() != VERSION) {
                throw new IOException("it is no head of version " + VERSION);
            }
            String name = in.readUTF();
            List<String> labels = new ArrayList<>();
            for (int i = bounded(in.readInt(), MOST_LABELS); i > 0; i--) {
                labels.add(in.readUTF());
            }
            TextFeatures features = readFeatures(in);
            String embeddingModel = in.readUTF();
            int dimensions = bounded(in.readInt(), 1 << 14);
            float embeddingWeight = in.readFloat();
            float[][] weights = new float[labels.size()][features.size() + dimensions + 1];
            for (float[] row : weights) {
                readBlock(row, 0, features.size(), in);
                readBlock(row, features.size(), row.length - 1, in);
                row[row.length - 1] = in.readFloat();
            }
            float scale = in.readFloat();
            float[] offsets = new float[labels.size()];
            for (int i = 0; i < offsets.length; i++) {
                offsets[i] = in.readFloat();
            }
            return new LinearHead(
                    name,
                    labels,
                    features,
                    embeddingModel,
                    dimensions,
                    embeddingWeight,
                    weights,
                    scale,
                    offsets,
                    in.readFloat());
        } catch (IOException e) {
            throw new ModelException.Permanent(
                    "The head " + from + " cannot be read: " + e.getMessage()
                            + ". Train it again: ./run train sentiment|topics --data FILE --out HEAD",
                    e);
        }
    }

    private static void writeFeatures(TextFeatures features, DataOutputStream out) throws IOException {
        out.writeInt(features.size());
        for (Map.Entry<String, Float> gram : features.grams().entrySet()) {
            out.writeUTF(gram.getKey());
            out.writeFloat(gram.getValue());
        }
    }

    private static TextFeatures readFeatures(DataInputStream in) throws IOException {
        int size = bounded(in.readInt(), MOST_FEATURES);
        Map<String, Integer> vocabulary = new LinkedHashMap<>();
        float[] inverseDocumentFrequency = new float[size];
        for (int i = 0; i < size; i++) {
            vocabulary.put(in.readUTF(), i);
            inverseDocumentFrequency[i] = in.readFloat();
        }
        return new TextFeatures(vocabulary, inverseDocumentFrequency);
    }

    private static void writeBlock(float[] row, int from, int to, DataOutputStream out) throws IOException {
        float largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(row[i]));
        }
        float step = largest / 127;
        out.writeFloat(step);
        for (int i = from; i < to; i++) {
            out.writeByte(step == 0 ? 0 : Math.round(row[i] / step));
        }
    }

    private static void readBlock(float[] row, int from, int to, DataInputStream in) throws IOException {
        float step = in.readFloat();
        for (int i = from; i < to; i++) {
            row[i] = in.readByte() * step;
        }
    }

    private static int bounded(int value, int most) throws IOException {
        if (value < 0 || value > most) {
            throw new IOException("a count of " + value + " cannot be right");
        }
        return value;
    }
}
