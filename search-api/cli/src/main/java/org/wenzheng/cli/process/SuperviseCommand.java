package org.wenzheng.cli.process;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.wenzheng.cli.Home;
import picocli.CommandLine.Command;

/** Runs the supervisor in the foreground; {@code up} starts it in the background. */
@Command(name = "supervise", hidden = true, description = "Runs the supervisor in the foreground.")
public final class SuperviseCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home home = Home.find();
        Supervisor supervisor =
                new Supervisor(home, new Deployment(home, System.getenv()).processes(), Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop, "stop"));
        supervisor.run();
        return 0;
    }
}
