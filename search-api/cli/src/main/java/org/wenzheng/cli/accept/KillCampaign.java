package org.wenzheng.cli.accept;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.wenzheng.cli.process.ProcessTable;
import org.wenzheng.replay.CallDetails;

/**
 * Kills processes with {@code kill -9} while two calls have open segments, and compares what is found afterwards with an
 * unfaulted run of the same recordings, by place, bounds and text. The seed is fixed: the same kills each time.
 */
final class KillCampaign implements Criterion {

    private static final long SEED = 20261125;
    private static final int CALLS = 2;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final int kills;

    KillCampaign(int kills) {
        this.kills = kills;
    }

    @Override
    public String name() {
        return kills + " kills in the middle of calls";
    }

    @Override
    public Verdict check(Product product) throws Exception {
        List<String> names = new ProcessTable(product.home())
                .read().processes().stream().map(ProcessTable.Entry::name).toList();
        List<Map<String, String>> unfaulted = new ArrayList<>();
        for (int window = 0; window < CALLS; window++) {
            String call = product.replay(
                    List.of(recording(product, window)), CallDetails.ALL_CONSENTS, OptionalDouble.empty());
            unfaulted.add(Product.segments(product.awaitEnded(call, PATIENCE)));
        }
        Random random = new Random(SEED);
        int killed = 0;
        int rounds = 0;
        int different = 0;
        int missing = 0;
        while (killed < kills) {
            rounds++;
            ExecutorService windows = Executors.newFixedThreadPool(CALLS);
            List<Future<String>> calls = new ArrayList<>();
            try {
                for (int window = 0; window < CALLS; window++) {
                    Path link = product.names().of(recording(product, window));
                    calls.add(windows.submit(
                            () -> product.replay(List.of(link), CallDetails.ALL_CONSENTS, OptionalDouble.of(1))));
                }
                while (killed < kills && calls.stream().noneMatch(Future::isDone)) {
                    Thread.sleep(4000 + random.nextInt(8000));
                    ProcessTable.Entry victim = product.process(names.get(random.nextInt(names.size())));
                    victim.handle().ifPresent(ProcessHandle::destroyForcibly);
                    killed++;
                    product.awaitReady(PATIENCE);
                    System.err.printf("\rkilled %d of %d   ", killed, kills);
                }
                for (int window = 0; window < CALLS; window++) {
                    String call = calls.get(window).get();
                    Map<String, String> faulted = product.awaitSegments(call, unfaulted.get(window), PATIENCE);
                    for (Map.Entry<String, String> segment :
                            unfaulted.get(window).entrySet()) {
                        String other = faulted.get(segment.getKey());
                        missing += other == null ? 1 : 0;
                        different += other != null && !other.equals(segment.getValue()) ? 1 : 0;
                    }
                    different += (int) faulted.keySet().stream()
                            .filter(k -> !unfaulted.get(CALLS - 1).containsKey(k)
                                    && !unfaulted.get(0).containsKey(k))
                            .count();
                }
            } finally {
                windows.shutdownNow();
            }
        }
        System.err.println();
        int each = unfaulted.stream().mapToInt(Map::size).sum();
        return Verdict.of(
                missing == 0 && different == 0,
                killed + " kills in " + rounds + " rounds of " + each + " segments: " + missing + " missing, "
                        + different + " different");
    }

    private static Path recording(Product product, int window) {
        return product.demoCall(window == 0 ? "35" : "36").toAbsolutePath();
    }
}
