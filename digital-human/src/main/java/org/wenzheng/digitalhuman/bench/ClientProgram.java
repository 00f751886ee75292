package org.wenzheng.digitalhuman.bench;

import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** What programs of synthetic citizens have in common: where the product is, and how they end. */
final class ClientProgram {

    @Option(names = "--search-api", required = true)
    URI searchApi = URI.create("http://127.0.0.1:8080");

    @Option(names = "--sfu", required = true)
    URI sfu = URI.create("ws://127.0.0.1:8081");

    /** Runs a program and ends the process with its exit code. */
    static void run(Callable<Integer> program, String... arguments) {
        int code = new CommandLine(program).execute(arguments);
        System.out.flush();
        Runtime.getRuntime().halt(code); // libwebrtc's threads may abort a JVM in its exit
    }
}
