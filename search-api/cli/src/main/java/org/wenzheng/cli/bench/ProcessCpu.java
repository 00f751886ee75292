package org.wenzheng.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.process.ProcessTable;

/** CPU seconds and resident memory of the product's processes, as the kernel counts them (proc(5)). */
final class ProcessCpu {

    /** Clock ticks a second: sysconf(_SC_CLK_TCK) is 100 on every Linux we run on. */
    private static final double TICKS = 100;

    private ProcessCpu() {}

    /** User and system CPU seconds a process since its start, by name. */
    static Map<String, Double> seconds(Home home) throws IOException {
        Map<String, Double> seconds = new HashMap<>();
        for (ProcessTable.Entry entry : new ProcessTable(home).read().processes()) {
            if (entry.handle().isPresent()) {
                String stat = Files.readString(Path.of("/proc/" + entry.pid() + "/stat"));
                String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
                seconds.put(entry.name(), (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS);
            }
        }
        return seconds;
    }

    /** Resident MiB a process, by name. */
    static Map<String, Long> residentMb(Home home) throws IOException {
        Map<String, Long> memory = new HashMap<>();
        for (ProcessTable.Entry entry : new ProcessTable(home).read().processes()) {
            memory.put(entry.name(), entry.rssMb());
        }
        return memory;
    }
}
