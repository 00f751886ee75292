package org.wenzheng.rtc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A network between two ends with a clock of its own: packets take their time, wait in a queue before a bottleneck, get lost
 * and overtake each other, always in the same way for the same seed.
 */
public final class SimulatedLink {

    /** Takes a packet at a time, nanoseconds. */
    public interface Receiver {
        void receive(ByteBuf packet, long now);
    }

    private record Event(long at, long number, Runnable action) implements Comparable<Event> {

        @Override
        public int compareTo(Event other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(number, other.number);
        }
    }

    private static final long MS = 1_000_000;

    private final Random random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long now = 1_000 * MS;
    private long count;
    private double loss;
    private double jitterMillis;
    private long delay = 20 * MS;
    private long bitsPerSecond = Long.MAX_VALUE;
    private long queueNanos = Long.MAX_VALUE;
    private final long[] freeAt = new long[2];
    private long dropped;

    public SimulatedLink(long seed) {
        random = new Random(seed);
    }

    /** Each packet is lost with this probability. */
    public SimulatedLink loss(double probability) {
        loss = probability;
        return this;
    }

    /** One way delay, and how much more at random. */
    public SimulatedLink delay(double millis, double jitter) {
        delay = (long) (millis * MS);
        jitterMillis = jitter;
        return this;
    }

    /** A bottleneck each way, before which packets queue for at most so long. */
    public SimulatedLink rate(long bits, double queueMillis) {
        bitsPerSecond = bits;
        queueNanos = (long) (queueMillis * MS);
        return this;
    }

    public long now() {
        return now;
    }

    /** Packets lost or refused by a full queue so far. */
    public long dropped() {
        return dropped;
    }

    /** Sends a packet; direction 0 or 1 says which of the two bottlenecks it passes. */
    public void send(int direction, ByteBuf packet, Receiver receiver) {
        ByteBuf copy = Unpooled.wrappedBuffer(Mutations.bytes(packet));
        send(direction, copy.readableBytes(), () -> receiver.receive(copy, now));
    }

    /** Sends octets that only matter by their number. */
    public void send(int direction, int octets, Runnable arrival) {
        long wait = Math.max(0, freeAt[direction] - now);
        if (random.nextDouble() < loss || wait > queueNanos) {
            dropped++;
            return;
        }
        if (bitsPerSecond != Long.MAX_VALUE) {
            freeAt[direction] = now + wait + octets * 8_000_000_000L / bitsPerSecond;
            wait = freeAt[direction] - now;
        }
        at(now + wait + delay + (long) (random.nextDouble() * jitterMillis * MS), arrival);
    }

    /** Does something at a time. */
    public void at(long time, Runnable action) {
        events.add(new Event(Math.max(time, now), count++, action));
    }

    /** Goes to the next event before a time; false if there is none, and then it is that time. */
    public boolean step(long until) {
        Event event = events.peek();
        if (event == null || event.at > until) {
            now = Math.max(now, until);
            return false;
        }
        events.remove();
        now = event.at;
        event.action.run();
        return true;
    }

    /** Lets time pass. */
    public void run(double millis) {
        long until = now + (long) (millis * MS);
        while (step(until)) {
            // one event after another
        }
    }
}
