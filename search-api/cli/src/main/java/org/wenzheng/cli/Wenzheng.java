package org.wenzheng.cli;

import org.wenzheng.cli.accept.AcceptCommand;
import org.wenzheng.cli.bench.BenchCommand;
import org.wenzheng.cli.demo.DemoCommand;
import org.wenzheng.cli.doctor.DoctorCommand;
import org.wenzheng.cli.evaluate.EvaluateCommand;
import org.wenzheng.cli.evaluate.TrainCommand;
import org.wenzheng.cli.knowledge.KnowledgeCommand;
import org.wenzheng.cli.models.ModelsCommand;
import org.wenzheng.cli.portal.AccountCommand;
import org.wenzheng.cli.portal.CallCommand;
import org.wenzheng.cli.portal.SearchCommand;
import org.wenzheng.cli.process.DownCommand;
import org.wenzheng.cli.process.LogsCommand;
import org.wenzheng.cli.process.StatusCommand;
import org.wenzheng.cli.process.SuperviseCommand;
import org.wenzheng.cli.replay.ReplayCommand;
import org.wenzheng.cli.up.UpCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line behind {@code ./run}. */
@Command(
        name = "./run",
        mixinStandardHelpOptions = true,
        description = "Runs Wenzheng and works with its calls.",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            DoctorCommand.class,
            SuperviseCommand.class,
            SearchCommand.class,
            CallCommand.class,
            AccountCommand.class,
            EvaluateCommand.class,
            TrainCommand.class,
            KnowledgeCommand.class,
            ModelsCommand.class,
            ReplayCommand.class,
            BenchCommand.class,
            AcceptCommand.class,
            DemoCommand.class
        })
public final class Wenzheng {

    private Wenzheng() {}

    /** Exit codes: 0 done, 1 failed, 2 wrong usage, 3 something is missing on this machine. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Wenzheng());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((exception, command, result) -> {
            if (exception instanceof Failure failure) {
                System.err.println(failure.getMessage());
                return failure.exitCode();
            }
            System.err.println("Unexpected: " + exception + ". Set WENZHENG_TRACE=1 to see where.");
            if (System.getenv("WENZHENG_TRACE") != null) {
                exception.printStackTrace();
            }
            return 1;
        });
        return line;
    }
}
