package org.wenzheng.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ProcessTableTest {

    /** A clock that is set while the product runs must not make its processes strangers. */
    @Test
    void aStartIsCountedFromTheMachinesStartAndNotByTheClock() throws Exception {
        double uptime =
                Double.parseDouble(Files.readString(Path.of("/proc/uptime")).split(" ")[0]);
        Process process = new ProcessBuilder("sleep", "30").start();
        try {
            long started = ProcessTable.startOf(process.toHandle());
            assertThat(started / 100.0).isBetween(uptime - 1, uptime + 10);
            assertThat(ProcessTable.startOf(process.toHandle())).isEqualTo(started);
        } finally {
            process.destroyForcibly();
        }
    }
}
