package org.wenzheng.cli.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.wenzheng.cli.Failure;
import org.wenzheng.cli.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the SFU's whole process costs under LiveKit's load tester, beside LiveKit's server with the same flags. */
@Command(
        name = "sfu",
        mixinStandardHelpOptions = true,
        description = "Loads the SFU, and LiveKit's server in turn, with LiveKit's load tester: CPU a packet, packets,"
                + " loss. Starts and ends its own processes; nothing else should run.")
final class SfuCommand implements Callable<Integer> {

    @Option(
            names = "--load-tester",
            required = true,
            description = "Program that takes -url, -video-publishers, -audio-publishers, -subscribers, -duration,"
                    + " -video-resolution, as a wrapper of livekit-cli's load tester does.")
    Path tester = Path.of("lk-loadtest");

    @Option(names = "--livekit", description = "LiveKit's server, to compare with.")
    @Nullable
    Path livekit;

    @Option(names = "--livekit-config", description = "Its configuration, with prometheus_port.")
    @Nullable
    Path livekitConfig;

    @Option(
            names = "--runs",
            defaultValue = "3",
            description = "Measured runs a load, after a warm-up (${DEFAULT-VALUE}).")
    int runs;

    @Option(names = "--seconds", defaultValue = "20", description = "Length of a run (${DEFAULT-VALUE}).")
    int seconds;

    @Option(names = "--load", description = "Loads (video-60, video-20, audio-40); all without it.")
    List<String> loads = new ArrayList<>();

    @Option(names = "--mirror", description = "Also with every voice mirrored into a Kafka of its own.")
    boolean mirror;

    /** Flags of the load tester. */
    private static final Map<String, List<String>> LOADS = new LinkedHashMap<>();

    static {
        LOADS.put("video-60", List.of("-video-publishers", "1", "-audio-publishers", "0", "-subscribers", "60"));
        LOADS.put("video-20", List.of("-video-publishers", "1", "-audio-publishers", "0", "-subscribers", "20"));
        LOADS.put("audio-40", List.of("-video-publishers", "0", "-audio-publishers", "2", "-subscribers", "40"));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> wanted = loads.isEmpty() ? List.copyOf(LOADS.keySet()) : loads;
        if (!LOADS.keySet().containsAll(wanted)) {
            throw Failure.usage("--load must be one of " + LOADS.keySet() + ".");
        }
        if ((livekit == null) != (livekitConfig == null)) {
            throw Failure.usage("--livekit and --livekit-config belong together.");
        }
        Home home = Home.find();
        System.out.println("server       load       run  CPU s  packets out   us/packet  loss %  Mbit/s  memory MB");
        Map<String, Map<String, Cost>> medians = new LinkedHashMap<>();
        medians.put("ours", measure(LoadedServer.ours(home, false), wanted));
        if (livekit != null && livekitConfig != null) {
            medians.put("livekit", measure(LoadedServer.livekit(livekit, livekitConfig), wanted));
        }
        if (mirror) {
            medians.put("mirroring", measure(LoadedServer.ours(home, true), wanted));
        }
        compare(medians, "livekit", "ours", wanted, "of LiveKit's CPU");
        compare(medians, "ours", "mirroring", wanted, "of the CPU without the mirror");
        return 0;
    }

    private Map<String, Cost> measure(LoadedServer.Starter starter, List<String> wanted)
            throws IOException, InterruptedException {
        Map<String, Cost> medians = new LinkedHashMap<>();
        try (LoadedServer server = starter.start()) {
            for (String load : wanted) {
                List<Cost> costs = new ArrayList<>();
                for (int run = 0; run <= runs; run++) {
                    Cost cost = server.load(tester, LOADS.getOrDefault(load, List.of()), seconds);
                    System.out.printf(
                            Locale.ROOT,
                            "%-12s %-10s %3s  %5.2f  %11d  %9.2f  %6.3f  %6.1f  %9d%n",
                            server.name(),
                            load,
                            run == 0 ? "warm" : Integer.toString(run),
                            cost.cpuSeconds(),
                            cost.packets(),
                            cost.microsAPacket(),
                            cost.lossPercent(),
                            cost.megabits(),
                            cost.memoryMb());
                    if (run > 0) {
                        costs.add(cost);
                    }
                }
                costs.sort(java.util.Comparator.comparingDouble(Cost::cpuSeconds));
                medians.put(load, costs.get(costs.size() / 2));
            }
        }
        return medians;
    }

    private static void compare(
            Map<String, Map<String, Cost>> medians, String base, String other, List<String> loads, String what) {
        Map<String, Cost> bases = medians.get(base);
        Map<String, Cost> others = medians.get(other);
        if (bases == null || others == null) {
            return;
        }
        for (String load : loads) {
            Cost one = bases.get(load);
            Cost two = others.get(load);
            if (one != null && two != null) {
                System.out.printf(
                        Locale.ROOT,
                        "%s, %s: %.3f %s, %.3f of its packets (medians by CPU)%n",
                        load,
                        other,
                        two.cpuSeconds() / one.cpuSeconds(),
                        what,
                        (double) two.packets() / one.packets());
            }
        }
    }

    /**
     * Of one run.
     *
     * @param cpuSeconds of the server's whole process, joins included
     * @param packets out, by the server's own counters
     * @param lossPercent as the load tester says
     * @param megabits a second that all subscribers received, as the load tester says
     */
    record Cost(double cpuSeconds, long packets, double lossPercent, double megabits, long memoryMb) {

        double microsAPacket() {
            return packets == 0 ? 0 : cpuSeconds * 1e6 / packets;
        }
    }
}
