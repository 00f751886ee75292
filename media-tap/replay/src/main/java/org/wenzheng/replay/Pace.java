package org.wenzheng.replay;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** When the parts of a call may be sent. */
interface Pace {

    /** Returns when the call has come to {@code offsetUs} microseconds from its start. */
    void await(long offsetUs) throws InterruptedException;

    /** What tells a call's beginning and starts a pace from it. */
    interface Clock {

        /** The wall clock's time. */
        Instant now();

        /** A pace that begins now. */
        Pace start(OptionalDouble speed);
    }

    /** The machine's clock. */
    Clock SYSTEM = new Clock() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public Pace start(OptionalDouble speed) {
            return speed.isEmpty() ? offsetUs -> {} : paced(System::nanoTime, speed.getAsDouble());
        }
    };

    private static Pace paced(LongSupplier nanos, double speed) {
        long begin = nanos.getAsLong();
        return offsetUs -> {
            long due = begin + (long) (offsetUs * 1000 / speed);
            long wait = due - nanos.getAsLong();
            if (wait > 0) {
                TimeUnit.NANOSECONDS.sleep(wait);
            }
        };
    }
}
