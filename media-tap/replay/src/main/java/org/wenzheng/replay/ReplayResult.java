package org.wenzheng.replay;

import java.time.Instant;
import java.util.List;

/**
 * A call that has been replayed to its end and that Kafka has taken.
 *
 * @param call its id
 * @param startedAt when it began, as its records say
 * @param frames voice packets of all speakers
 * @param seconds its length
 * @param warnings what was missing or odd in the recordings, for people; empty if all was well
 */
public record ReplayResult(String call, Instant startedAt, long frames, double seconds, List<String> warnings) {

    /** Copies the warnings. */
    public ReplayResult {
        warnings = List.copyOf(warnings);
    }
}
