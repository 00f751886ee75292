package org.wenzheng.digitalhuman.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.wenzheng.client.MediaEngine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Citizens who call, are greeted and hang up, one after the other: what the digital human keeps of them must not grow. */
@Command(name = "join-and-leave")
public final class JoinAndLeave implements Callable<Integer> {

    private static final int GREETED_S = 30;

    @Mixin
    ClientProgram product = new ClientProgram();

    @Option(names = "--token-file", required = true, description = "The command line's own token.")
    Path token = Path.of("");

    @Option(names = "--calls", defaultValue = "50")
    int calls;

    public static void main(String[] args) {
        ClientProgram.run(new JoinAndLeave(), args);
    }

    @Override
    public Integer call() throws Exception {
        MediaEngine engine = new MediaEngine();
        String operator = Files.readString(token).strip();
        int greeted = 0;
        for (int i = 0; i < calls; i++) {
            FrontDesk desk = new FrontDesk(product.searchApi, operator);
            try (SyntheticCitizen citizen = new SyntheticCitizen(product.sfu, desk.begin(), engine)) {
                greeted += SyntheticCitizen.await(GREETED_S, () -> citizen.answered() > 0) ? 1 : 0;
            } finally {
                desk.end();
            }
        }
        System.out.printf("%d of %d calls were greeted%n", greeted, calls);
        return greeted == calls ? 0 : 1;
    }
}
