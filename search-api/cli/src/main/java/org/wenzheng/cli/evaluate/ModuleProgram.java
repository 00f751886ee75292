package org.wenzheng.cli.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wenzheng.cli.Home;

/** A program of another module, run with the same code and settings as that module's process: what ships is what is scored. */
public final class ModuleProgram {

    /** The Flink jobs' module. */
    static final String JOBS = "stream-jobs/jobs";
    /** The digital human's module. */
    public static final String DIGITAL_HUMAN = "digital-human";

    private static final String HEAP = "-Xmx1g";

    private ModuleProgram() {}

    /** Runs it on this terminal and gives its exit code. */
    public static int run(Home home, String module, String main, List<String> arguments)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(home, module, main, arguments))
                .inheritIO()
                .start();
        Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        return process.waitFor();
    }

    /** Starts it; its lines are read from the process. */
    public static Process start(Home home, String module, String main, List<String> arguments) throws IOException {
        Process process = new ProcessBuilder(command(home, module, main, arguments))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        return process;
    }

    private static List<String> command(Home home, String module, String main, List<String> arguments) {
        Path target = home.root().resolve(module).resolve("target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-Dai.djl.offline=true",
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                main));
        command.addAll(arguments);
        return command;
    }
}
