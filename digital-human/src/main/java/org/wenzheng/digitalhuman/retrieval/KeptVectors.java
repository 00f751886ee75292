package org.wenzheng.digitalhuman.retrieval;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.wenzheng.models.runtime.ModelException;
import org.wenzheng.models.runtime.embedding.TextEmbedder;

/**
 * Keeps vectors in a file, so that a process that starts again is ready at once. For the texts of items alone: what citizens say is never
 * kept. A file that cannot be read is made anew.
 */
final class KeptVectors implements TextEmbedder {

    private static final Logger log = LoggerFactory.getLogger(KeptVectors.class);
    /** Beyond so many the file begins anew: most of them are of texts that no item has any more. */
    private static final int MOST = 100_000;

    private final TextEmbedder embedder;
    private final Path file;
    /** Guarded by this. */
    private final Map<String, float[]> known = new LinkedHashMap<>();

    KeptVectors(TextEmbedder embedder, Path file) {
        this.embedder = embedder;
        this.file = file;
        try {
            read();
        } catch (NoSuchFileException e) {
            log.debug("No vectors are kept yet", e);
        } catch (IOException | IllegalArgumentException e) {
            known.clear();
            log.warn("Vectors are made anew: {} cannot be read", file);
        }
    }

    @Override
    public String model() {
        return embedder.model();
    }

    @Override
    public int dimensions() {
        return embedder.dimensions();
    }

    @Override
    public synchronized List<float[]> embed(List<String> texts) throws ModelException {
        List<String> fresh = texts.stream()
                .filter(text -> !known.containsKey(text))
                .distinct()
                .toList();
        if (!fresh.isEmpty()) {
            if (known.size() + fresh.size() > MOST) {
                known.clear();
                fresh = texts.stream().distinct().toList();
            }
            List<float[]> made = embedder.embed(fresh);
            for (int i = 0; i < fresh.size(); i++) {
                known.put(fresh.get(i), made.get(i));
            }
            try {
                write();
            } catch (IOException e) {
                log.warn("Vectors are not kept, the next start takes longer: {}", e.toString());
            }
        }
        List<float[]> vectors = new ArrayList<>();
        texts.forEach(text -> vectors.add(Objects.requireNonNull(known.get(text))));
        return vectors;
    }

    private void read() throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            if (!in.readUTF().equals(model())) {
                return; // of another model: they never mix
            }
            int count = in.readInt();
            for (int i = 0; i < count; i++) {
                String text = in.readUTF();
                float[] vector = new float[dimensions()];
                for (int j = 0; j < vector.length; j++) {
                    vector[j] = in.readFloat();
                }
                known.put(text, vector);
            }
        }
    }

    private void write() throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Path half = file.resolveSibling(file.getFileName() + ".part");
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(half)))) {
            out.writeUTF(model());
            out.writeInt(known.size());
            for (Map.Entry<String, float[]> each : known.entrySet()) {
                out.writeUTF(each.getKey());
                for (float value : each.getValue()) {
                    out.writeFloat(value);
                }
            }
        }
        Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void close() {
        embedder.close();
    }
}
