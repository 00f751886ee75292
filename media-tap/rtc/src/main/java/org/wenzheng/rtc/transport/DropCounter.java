package org.wenzheng.rtc.transport;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** Counts dropped packets by what was wrong. One thread counts; any may look and sees a moment's picture. */
@SuppressWarnings("EnumOrdinal") // An index into an array of this class alone.
final class DropCounter {
    private final long[] counts = new long[Drop.values().length];

    void add(Drop why) {
        counts[why.ordinal()]++;
    }

    void add(Drop why, int packets) {
        counts[why.ordinal()] += packets;
    }

    void addTo(Map<Drop, Long> sums) {
        for (Drop why : Drop.values()) {
            long count = counts[why.ordinal()];
            if (count > 0) {
                sums.merge(why, count, Long::sum);
            }
        }
    }

    Map<Drop, Long> picture() {
        Map<Drop, Long> picture = new EnumMap<>(Drop.class);
        addTo(picture);
        return Collections.unmodifiableMap(picture);
    }
}
