package org.wenzheng.models.runtime.whisper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.wenzheng.models.runtime.ModelException;

/**
 * The two graphs of a model folder as files beside its weights, where ONNX Runtime wants them.
 *
 * <p>A graph is a pure function of the directory of {@code model.bin}, so its own SHA-256 is in its name: weights laid
 * out otherwise get graphs of their own, and a file that is there is the right one.
 */
record GraphFiles(Path encoder, Path decoder) {

    /**
     * Writes what is not there yet; several processes may do so at once.
     *
     * @throws ModelException.Transient if the folder cannot be written
     */
    static GraphFiles install(Path folder, byte[] encoder, byte[] decoder) throws ModelException {
        return new GraphFiles(install(folder, "encoder", encoder), install(folder, "decoder", decoder));
    }

    private static Path install(Path folder, String part, byte[] graph) throws ModelException {
        Path file = folder.resolve(part + "-" + sha256(graph).substring(0, 16) + ".onnx");
        try {
            if (Files.isRegularFile(file) && Arrays.equals(Files.readAllBytes(file), graph)) {
                return file;
            }
            Path fresh = folder.resolve(file.getFileName() + "." + UUID.randomUUID() + ".tmp");
            try {
                Files.write(fresh, graph);
                Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(fresh);
            }
            return file;
        } catch (IOException e) {
            throw new ModelException.Transient(
                    "Cannot write " + file + ": free space there, or give WENZHENG_MODELS a folder that may be written",
                    e);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java platform has it
        }
    }
}
