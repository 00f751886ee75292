package org.wenzheng.rtc.allocation;

import java.util.Arrays;

/**
 * A video track that a subscriber wants.
 *
 * @param track names it
 * @param priority the higher, the later it falls: a shared screen above a speaker above others
 * @param rates bits per second by layer and, cumulatively, by temporal layer; 0 where the publisher sends none now
 * @param maxLayer the highest layer that the subscriber can use
 * @param maxTemporal the highest temporal layer that it can use
 */
@SuppressWarnings("ArrayRecordComponent") // copied in and out
public record VideoDemand<K>(K track, int priority, long[][] rates, int maxLayer, int maxTemporal) {

    public VideoDemand {
        rates = Arrays.stream(rates).map(long[]::clone).toArray(long[][]::new);
    }

    /** A copy: the demand stays as it is. */
    @Override
    public long[][] rates() {
        return Arrays.stream(rates).map(long[]::clone).toArray(long[][]::new);
    }

    long rate(int layer, int temporal) {
        return rates[layer][temporal];
    }

    int layers() {
        return Math.min(rates.length, maxLayer + 1);
    }

    int temporals(int layer) {
        return Math.min(rates[layer].length, maxTemporal + 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VideoDemand<?> demand
                && demand.track.equals(track)
                && demand.priority == priority
                && Arrays.deepEquals(demand.rates, rates)
                && demand.maxLayer == maxLayer
                && demand.maxTemporal == maxTemporal;
    }

    @Override
    public int hashCode() {
        return track.hashCode();
    }
}
