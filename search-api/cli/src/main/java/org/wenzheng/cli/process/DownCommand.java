package org.wenzheng.cli.process;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wenzheng.cli.Home;
import picocli.CommandLine.Command;

/** Stops the supervisor and what it started; nothing else, whatever its port. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stops the processes that ./run up started.")
public final class DownCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException, InterruptedException {
        ProcessTable.Contents contents = new ProcessTable(Home.find()).read();
        boolean any = end(contents.supervisor(), 100);
        for (ProcessTable.Entry entry : contents.processes()) {
            any |= end(entry, 20);
        }
        System.out.println(any ? "Stopped." : "Nothing ran.");
        return 0;
    }

    private static boolean end(ProcessTable.Entry entry, int patienceSeconds) throws InterruptedException {
        var handle = entry.handle();
        if (handle.isEmpty()) {
            return false;
        }
        handle.get().destroy();
        try {
            handle.get().onExit().get(patienceSeconds, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            handle.get().destroyForcibly();
        }
        return true;
    }
}
