package org.wenzheng.rtc.allocation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Divides what a path carries among the tracks of one subscriber: audio has what it takes, video shares the rest. Every
 * video gets its lowest layer, by priority, before any gets a better one; then each step up goes to the track of the highest
 * priority that the rest suffices for. A step up needs some room to spare, so that layers do not flap. Not for several
 * threads.
 *
 * @param <K> names a track
 */
public final class LayerAllocator<K> {

    /** A track goes to a better layer than before only if this part of it more would fit. */
    private static final double ROOM_TO_RISE = 0.15;

    private Map<K, Layer> layers = Map.of();
    private long wanted;

    /**
     * Divides anew.
     *
     * @param estimate bits per second
     * @param audio bits per second that all audio tracks take, headers included; never refused
     * @return the layer of each track
     */
    public Map<K, Layer> allocate(long estimate, long audio, List<VideoDemand<K>> demands) {
        List<VideoDemand<K>> ordered = new ArrayList<>(demands);
        ordered.sort(Comparator.comparingInt((VideoDemand<K> demand) -> -demand.priority()));
        Map<K, Layer> next = new HashMap<>();
        ordered.forEach(demand -> next.put(demand.track(), Layer.PAUSED));
        long rest = Math.max(0, estimate - audio);
        boolean moved = true;
        while (moved) {
            moved = false;
            for (int round = 0; round < 2 && !moved; round++) {
                for (VideoDemand<K> demand : ordered) {
                    Layer now = next.getOrDefault(demand.track(), Layer.PAUSED);
                    boolean lowestFirst = round == 0;
                    if (lowestFirst != now.paused()) {
                        continue;
                    }
                    Layer better = better(demand, now);
                    if (better.paused()) {
                        continue;
                    }
                    long cost = better.bitsPerSecond() - now.bitsPerSecond();
                    if (cost + spare(demand.track(), better) <= rest) {
                        next.put(demand.track(), better);
                        rest -= cost;
                        moved = true;
                        break;
                    }
                }
            }
        }
        layers = Map.copyOf(next);
        wanted = audio + demands.stream().mapToLong(LayerAllocator::best).sum();
        return layers;
    }

    /** Bits per second that everything asked for would take at its best. */
    public long wanted() {
        return wanted;
    }

    private long spare(K track, Layer better) {
        Layer before = layers.getOrDefault(track, Layer.PAUSED);
        boolean rises = better.layer() > before.layer()
                || (better.layer() == before.layer() && better.temporal() > before.temporal());
        return rises ? (long) (better.bitsPerSecond() * ROOM_TO_RISE) : 0;
    }

    /** The next step up that the publisher sends and that costs more, or paused if there is none. */
    private static <K> Layer better(VideoDemand<K> demand, Layer now) {
        for (int layer = Math.max(0, now.layer()); layer < demand.layers(); layer++) {
            int from = layer == now.layer() ? now.temporal() + 1 : 0;
            for (int temporal = from; temporal < demand.temporals(layer); temporal++) {
                long rate = demand.rate(layer, temporal);
                if (rate > now.bitsPerSecond()) {
                    return new Layer(layer, temporal, rate);
                }
            }
        }
        return Layer.PAUSED;
    }

    private static <K> long best(VideoDemand<K> demand) {
        long best = 0;
        for (int layer = 0; layer < demand.layers(); layer++) {
            for (int temporal = 0; temporal < demand.temporals(layer); temporal++) {
                best = Math.max(best, demand.rate(layer, temporal));
            }
        }
        return best;
    }
}
