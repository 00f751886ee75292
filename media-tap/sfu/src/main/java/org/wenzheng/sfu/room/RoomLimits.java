package org.wenzheng.sfu.room;

import java.time.Duration;

/**
 * How much is let in.
 *
 * @param rooms at one time
 * @param participants in one room
 * @param tracks that one participant publishes
 * @param publisherBitsPerSecond video that one participant may send
 * @param requestsPerSecond signalling messages of one participant, on average
 * @param requestBurst signalling messages of one participant at once
 * @param attributeBytes name, metadata and attributes of one participant
 * @param departure how long a participant whose signalling broke is kept, so that it can resume
 * @param dynacastDelay how long a layer that nobody watches goes on
 */
public record RoomLimits(
        int rooms,
        int participants,
        int tracks,
        long publisherBitsPerSecond,
        int requestsPerSecond,
        int requestBurst,
        int attributeBytes,
        Duration departure,
        Duration dynacastDelay) {

    /** For a node of two cores. */
    public static final RoomLimits DEFAULT =
            new RoomLimits(1_000, 200, 16, 6_000_000, 50, 400, 64 << 10, Duration.ofSeconds(15), Duration.ofSeconds(2));
}
