package org.wenzheng.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wenzheng.cli.Home;

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

    @Test
    void aTableOfAnEarlierVersionIsReadAndItsProcessesAreStrangers(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("var/run/processes.json");
        Files.createDirectories(file.getParent());
        String self = "{\"name\":\"%s\",\"port\":1,\"pid\":"
                + ProcessHandle.current().pid() + ",\"started_ms\":1796076544420,\"health\":\"ready\",\"restarts\":0}";
        Files.writeString(
                file,
                "{\"supervisor\":" + self.formatted("supervisor") + ",\"processes\":[" + self.formatted("sfu") + "]}");
        ProcessTable.Contents contents = new ProcessTable(new Home(folder, folder.resolve("var"))).read();
        assertThat(contents.processes()).hasSize(1);
        assertThat(contents.processes().get(0).handle()).isEmpty();
        assertThat(contents.supervisor().handle()).isEmpty();
    }
}
