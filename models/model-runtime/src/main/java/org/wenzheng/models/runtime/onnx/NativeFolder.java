package org.wenzheng.models.runtime.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where native libraries are unpacked once for all processes. ONNX Runtime would unpack 20 MB into the temporary folder at
 * every start and leave them there when a process is killed; a temporary folder may also forbid to run what lies in it.
 */
final class NativeFolder {
    private static final List<String> LIBRARIES = List.of("onnxruntime", "onnxruntime4j_jni");

    private final Path folder;

    NativeFolder(Path folder) {
        this.folder = folder;
    }

    /** The folder that DJL unpacks its tokenizer to. */
    Path djl() throws IOException {
        return Files.createDirectories(folder.resolve("djl"));
    }

    /**
     * Unpacks ONNX Runtime's libraries where they are missing.
     *
     * @param version names a folder of its own
     * @return null where there are none for this machine in the expected place: the runtime then does as it always does
     */
    @Nullable
    Path onnxRuntime(String version, ClassLoader jar) throws IOException {
        String platform = platform();
        if (platform == null) {
            return null;
        }
        Path target = Files.createDirectories(folder.resolve("onnxruntime-" + version + "-" + platform));
        for (String library : LIBRARIES) {
            String file = System.mapLibraryName(library);
            URL resource = jar.getResource("ai/onnxruntime/native/" + platform + "/" + file);
            if (resource == null) {
                return null;
            }
            unpack(resource, target.resolve(file));
        }
        return target;
    }

    private static void unpack(URL resource, Path target) throws IOException {
        URLConnection connection = resource.openConnection();
        if (Files.exists(target) && Files.size(target) == connection.getContentLengthLong()) {
            return;
        }
        // Whole or not at all: another process may be starting too.
        Path whole = Files.createTempFile(target.toAbsolutePath().getParent(), "unpack", ".tmp");
        try {
            try (InputStream in = connection.getInputStream()) {
                Files.copy(in, whole, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(whole, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            // The other process was first.
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    private static @Nullable String platform() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            return null;
        }
        return switch (System.getProperty("os.arch", "")) {
            case "amd64", "x86_64" -> "linux-x64";
            case "aarch64" -> "linux-aarch64";
            default -> null;
        };
    }
}
