package org.wenzheng.cli.evaluate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.wenzheng.cli.Home;

/** A program of the jobs' own module, run with the same code and settings as the jobs: what ships is what is scored. */
final class JobsProgram {

    private static final String HEAP = "-Xmx1g";

    private JobsProgram() {}

    /** Runs it on this terminal and gives its exit code. */
    static int run(Home home, String main, List<String> arguments) throws IOException, InterruptedException {
        Path target = home.root().resolve("stream-jobs/jobs/target");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-Dai.djl.offline=true",
                "-cp",
                target.resolve("classes") + ":" + target.resolve("lib") + "/*",
                main));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).inheritIO().start();
        Thread end = new Thread(process::destroy);
        Runtime.getRuntime().addShutdownHook(end);
        return process.waitFor();
    }
}
