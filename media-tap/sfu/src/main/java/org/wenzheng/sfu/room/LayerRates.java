package org.wenzheng.sfu.room;

import org.wenzheng.rtc.allocation.RateMeter;

/** What the layers of a track take, by simulcast layer and temporal layer. Counts without an allocation. */
final class LayerRates {

    static final int TEMPORAL_LAYERS = 3;

    private final RateMeter[][] meters;

    LayerRates(int layers) {
        meters = new RateMeter[layers][TEMPORAL_LAYERS];
        for (RateMeter[] layer : meters) {
            for (int temporal = 0; temporal < TEMPORAL_LAYERS; temporal++) {
                layer[temporal] = new RateMeter();
            }
        }
    }

    void count(int layer, int temporal, int octets, long now) {
        meters[layer][Math.min(temporal, TEMPORAL_LAYERS - 1)].add(octets, now);
    }

    /** Bits a second of a whole layer. */
    long bitsPerSecond(int layer, long now) {
        long sum = 0;
        for (RateMeter meter : meters[layer]) {
            sum += meter.bitsPerSecond(now);
        }
        return sum;
    }

    /**
     * Bits a second by layer, cumulative over temporal layers; 0 for layers that do not come. The lowest counts as something
     * even before its first packet, so that it has a place when that comes.
     */
    long[][] byLayer(long now) {
        long[][] rates = new long[meters.length][TEMPORAL_LAYERS];
        for (int layer = 0; layer < meters.length; layer++) {
            long sum = 0;
            for (int temporal = 0; temporal < TEMPORAL_LAYERS; temporal++) {
                sum += meters[layer][temporal].bitsPerSecond(now);
                rates[layer][temporal] = sum;
            }
        }
        rates[0][0] = Math.max(1, rates[0][0]);
        return rates;
    }
}
