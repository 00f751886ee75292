package org.wenzheng.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A disk of some MiB in memory, which a test fills up and makes room on. Root alone may mount one: else a test skips. */
final class SmallDisk implements AutoCloseable {
    private static final int MIB = 1 << 20;

    private final Path folder;
    private final Path filler;

    private SmallDisk(Path folder) {
        this.folder = folder;
        this.filler = folder.resolve("filler");
    }

    static SmallDisk mount(Path folder, int mib) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        String told = run("mount", "-t", "tmpfs", "-o", "size=" + mib + "m", "tmpfs", folder.toString());
        Assumptions.assumeTrue(told.isEmpty(), "skipped: this user may not mount a small disk: " + told);
        return new SmallDisk(folder);
    }

    Path folder() {
        return folder;
    }

    /** Fills it until so much is free; 0 for all there is. */
    void fill(int leaveMib) throws IOException {
        byte[] block = new byte[MIB / 4];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (folder.toFile().getUsableSpace() > (long) leaveMib * MIB) {
                out.write(block);
            }
        } catch (IOException full) {
            if (leaveMib > 0) {
                throw full;
            }
        }
    }

    void makeRoom() throws IOException {
        Files.delete(filler);
    }

    private static String run(String... command) throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String told = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? "" : told.strip() + " (" + process.exitValue() + ")";
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @Override
    public void close() throws IOException {
        try {
            run("umount", "--lazy", folder.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
