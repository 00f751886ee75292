package org.wenzheng.cli.accept;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import org.wenzheng.cli.replay.UnknownCalls;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a campaign on real input and prints a line a criterion. */
@Command(
        name = "accept",
        mixinStandardHelpOptions = true,
        description = "Runs a campaign on real input against the running product and prints a line a criterion.")
public final class AcceptCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "spine, live or digital-human")
    String name = "";

    @Option(names = "--data", description = "Folder of recordings; ../shared/data without it.")
    @Nullable
    Path data;

    @Option(
            names = "--kills",
            defaultValue = "60",
            description = "Processes killed in the campaign (${DEFAULT-VALUE}).")
    int kills;

    @Option(names = "--only", description = "Only criteria whose name holds this.")
    String only = "";

    @Override
    public Integer call() throws IOException {
        List<Criterion> criteria =
                switch (name) {
                    case "spine" -> SpineCampaign.criteria(kills);
                    case "live" -> LiveCampaign.criteria();
                    case "digital-human" -> DigitalHumanCampaign.criteria();
                    default -> throw Failure.usage("There are three campaigns so far: spine, live and digital-human.");
                };
        if (!name.equals("spine")) {
            LiveCampaign.require();
        }
        Home home = Home.find();
        Path folder =
                data != null ? data : home.root().resolve("../shared/data").normalize();
        List<String> lines = new ArrayList<>();
        int missed = 0;
        try (UnknownCalls names = new UnknownCalls()) {
            Product product = Product.of(home, folder, names);
            for (Criterion criterion : criteria) {
                if (criterion.name().contains(only)) {
                    Criterion.Verdict verdict = look(criterion, product);
                    missed += verdict.outcome() == Criterion.Outcome.MISSED ? 1 : 0;
                    String line = String.format("%-7s %s: %s", verdict.outcome(), criterion.name(), verdict.seen());
                    System.out.println(line);
                    lines.add(line);
                }
            }
        }
        long met = lines.stream().filter(line -> line.startsWith("MET")).count();
        System.out.printf("%d met, %d missed, %d skipped%n", met, missed, lines.size() - met - missed);
        return missed == 0 ? 0 : 1;
    }

    private static Criterion.Verdict look(Criterion criterion, Product product) {
        try {
            return criterion.check(product);
        } catch (Exception e) {
            return new Criterion.Verdict(Criterion.Outcome.MISSED, String.valueOf(e.getMessage()));
        }
    }
}
