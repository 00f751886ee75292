package org.wenzheng.models.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreLockTest {

    /** What the test starts: a process that takes the lock and dies with it when its input ends. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws Exception {
            StoreLock lock = StoreLock.acquire(Path.of(args[0]), () -> {});
            System.out.println("held " + (lock != null));
            System.out.flush();
            int ignored = System.in.read();
            Runtime.getRuntime().halt(ignored);
        }
    }

    @Test
    void aLockOfADeadProcessIsFree(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("m.lock");
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        file.toString())
                .start();
        byte[] said = new byte[4];
        assertThat(holder.getInputStream().readNBytes(said, 0, 4)).isEqualTo(4);
        assertThat(new String(said, StandardCharsets.US_ASCII)).isEqualTo("held");

        AtomicBoolean waited = new AtomicBoolean();
        Runnable onWait = () -> {
            waited.set(true);
            holder.destroyForcibly();
        };
        try (StoreLock lock = StoreLock.acquire(file, onWait)) {
            assertThat(lock).isNotNull();
        }
        assertThat(waited).isTrue();
    }
}
