package org.wenzheng.jobs.recording;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;

/** Where chunks lie. A chunk is there whole or not at all. */
interface ChunkStore {

    /**
     * Puts a file in place, over one of the same name.
     *
     * @param path below the store, folders with slashes
     */
    void put(String path, byte[] bytes) throws IOException;

    /** A folder for {@code file:}, else whatever file system Flink has for the scheme, such as {@code s3:}. */
    static ChunkStore at(URI address) {
        return "file".equals(address.getScheme()) ? folder(Path.of(address)) : remote(address);
    }

    private static ChunkStore folder(Path root) {
        return (path, bytes) -> {
            Path place = root.resolve(path);
            Path folder = place.resolveSibling("");
            Files.createDirectories(folder);
            Path part = Files.createTempFile(folder, ".", ".part");
            try {
                Files.write(part, bytes);
                Files.move(part, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        };
    }

    /** An object store shows an object when its stream is closed. */
    private static ChunkStore remote(URI root) {
        return (path, bytes) -> {
            var place = new org.apache.flink.core.fs.Path(new org.apache.flink.core.fs.Path(root), path);
            try (FSDataOutputStream out = FileSystem.get(root).create(place, FileSystem.WriteMode.OVERWRITE)) {
                out.write(bytes);
            }
        };
    }
}
