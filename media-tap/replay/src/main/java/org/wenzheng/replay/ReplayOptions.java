package org.wenzheng.replay;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How a call is replayed, whatever it is made of.
 *
 * @param at when the call began; the moment of the replay if empty
 * @param speed times real time, paced by the clock; as fast as Kafka takes it if empty
 * @param call what is stated about the call
 */
public record ReplayOptions(Optional<Instant> at, OptionalDouble speed, CallDetails call) {

    /** Checks the speed. */
    public ReplayOptions {
        if (speed.isPresent() && !(speed.getAsDouble() > 0 && speed.getAsDouble() <= 1000)) {
            throw new IllegalArgumentException(
                    "Speed must be above 0 and at most 1000, not " + speed.getAsDouble() + ".");
        }
    }
}
