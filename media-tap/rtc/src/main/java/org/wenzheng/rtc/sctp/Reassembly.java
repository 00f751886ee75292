package org.wenzheng.rtc.sctp;

import io.netty.buffer.ByteBuf;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts messages together from fragments and into the order of their stream (RFC 9260 6.5, 6.6, 6.9). What waits here is
 * bounded, its bookkeeping included.
 */
final class Reassembly {

    /** Fragments that may wait, so that looking for a message's edges stays cheap. */
    private static final int MAX_FRAGMENTS = 2_048;

    /** What one fragment or message costs beside its payload. */
    private static final int OVERHEAD = 64;

    /** Takes whole messages. */
    interface Delivery {
        void deliver(int stream, int protocol, byte[] message);
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody compares them
    private record Fragment(int flags, int stream, int sequence, int protocol, byte[] payload) {}

    @SuppressWarnings("ArrayRecordComponent") // likewise
    private record Held(int protocol, byte[] message) {}

    private static final class Stream {

        private int next;
        private final Map<Integer, Held> held = new HashMap<>();
    }

    private final int window;
    private final int maxMessage;
    private final Delivery delivery;
    private final Map<Long, Fragment> fragments = new HashMap<>();
    private final Map<Integer, Stream> streams = new HashMap<>();
    private long waiting;

    Reassembly(SctpOptions options, Delivery delivery) {
        window = options.receiveWindow();
        maxMessage = options.maxMessage();
        this.delivery = delivery;
    }

    /** Octets that may still come. */
    long room() {
        return Math.max(0, window - waiting);
    }

    /** Whether a payload may be taken in. What fills the first gap may go over: it lets others out. */
    boolean accepts(int length, boolean first) {
        return waiting + length + OVERHEAD <= (first ? 2L * window : window)
                && (first || fragments.size() < MAX_FRAGMENTS);
    }

    /**
     * Takes a DATA chunk's payload.
     *
     * @return false if its message is longer than allowed
     */
    boolean add(long tsn, int flags, int stream, int sequence, int protocol, ByteBuf packet, int index, int length) {
        byte[] payload = new byte[length];
        packet.getBytes(index, payload);
        boolean unordered = (flags & ChunkType.UNORDERED) != 0;
        if ((flags & (ChunkType.BEGIN | ChunkType.END)) == (ChunkType.BEGIN | ChunkType.END)) {
            if (length > maxMessage) {
                return false;
            }
            finish(unordered, stream, sequence, protocol, payload);
            return true;
        }
        Fragment fragment = new Fragment(flags, stream, sequence, protocol, payload);
        fragments.put(tsn, fragment);
        waiting += length + OVERHEAD;
        long end = edge(tsn, fragment, 1, ChunkType.END);
        if (!marked(end, ChunkType.END)) {
            return true;
        }
        long begin = edge(tsn, fragment, -1, ChunkType.BEGIN);
        if (!marked(begin, ChunkType.BEGIN)) {
            return true;
        }
        long total = total(begin, end);
        if (total > maxMessage) {
            return false;
        }
        finish(unordered, stream, sequence, protocol, join(begin, end, (int) total));
        return true;
    }

    /** Nothing up to a number will come any more; messages that lack a fragment are given up (RFC 3758 3.6). */
    void skipTo(long tsn) {
        Iterator<Map.Entry<Long, Fragment>> entries = fragments.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<Long, Fragment> entry = entries.next();
            if (entry.getKey() <= tsn) {
                waiting -= entry.getValue().payload.length + OVERHEAD;
                entries.remove();
            }
        }
    }

    /** Ordered messages of a stream up to a sequence number will not come any more. */
    void skipStream(int stream, int sequence) {
        Stream skipped = streams.computeIfAbsent(stream, added -> new Stream());
        while ((short) (sequence - skipped.next) >= 0) {
            Held held = skipped.held.remove(skipped.next);
            skipped.next = skipped.next + 1 & 0xFFFF;
            release(stream, held);
        }
        drain(stream, skipped);
    }

    /** A stream begins anew with sequence number 0 (RFC 6525 5.2.2). */
    void reset(int stream) {
        Stream reset = streams.remove(stream);
        if (reset != null) {
            reset.held.values().forEach(held -> waiting -= held.message.length + OVERHEAD);
        }
    }

    void clear() {
        fragments.clear();
        streams.clear();
        waiting = 0;
    }

    /** The furthest fragment of the same message without a gap, in steps of 1 towards its end or -1 towards its begin. */
    private long edge(long tsn, Fragment of, int step, int flag) {
        long edge = tsn;
        Fragment fragment = of;
        while ((fragment.flags & flag) == 0) {
            Fragment neighbour = fragments.get(edge + step);
            if (neighbour == null || !sameMessage(of, neighbour)) {
                return edge;
            }
            edge += step;
            fragment = neighbour;
        }
        return edge;
    }

    private boolean marked(long tsn, int flag) {
        Fragment fragment = fragments.get(tsn);
        return fragment != null && (fragment.flags & flag) != 0;
    }

    private static boolean sameMessage(Fragment one, Fragment other) {
        int unordered = one.flags & ChunkType.UNORDERED;
        return one.stream == other.stream
                && unordered == (other.flags & ChunkType.UNORDERED)
                && (unordered != 0 || one.sequence == other.sequence);
    }

    private long total(long begin, long end) {
        long total = 0;
        for (long tsn = begin; tsn <= end; tsn++) {
            Fragment fragment = fragments.get(tsn);
            total += fragment == null ? 0 : fragment.payload.length;
        }
        return total;
    }

    private byte[] join(long begin, long end, int total) {
        byte[] message = new byte[total];
        int offset = 0;
        for (long tsn = begin; tsn <= end; tsn++) {
            Fragment fragment = fragments.remove(tsn);
            if (fragment != null) {
                System.arraycopy(fragment.payload, 0, message, offset, fragment.payload.length);
                offset += fragment.payload.length;
                waiting -= fragment.payload.length + OVERHEAD;
            }
        }
        return message;
    }

    private void finish(boolean unordered, int stream, int sequence, int protocol, byte[] message) {
        if (unordered) {
            delivery.deliver(stream, protocol, message);
            return;
        }
        Stream ordered = streams.computeIfAbsent(stream, added -> new Stream());
        if (sequence == ordered.next) {
            ordered.next = sequence + 1 & 0xFFFF;
            delivery.deliver(stream, protocol, message);
            drain(stream, ordered);
        } else if ((short) (sequence - ordered.next) > 0
                && ordered.held.putIfAbsent(sequence, new Held(protocol, message)) == null) {
            waiting += message.length + OVERHEAD;
        }
    }

    private void drain(int stream, Stream ordered) {
        for (Held held = ordered.held.remove(ordered.next); held != null; held = ordered.held.remove(ordered.next)) {
            ordered.next = ordered.next + 1 & 0xFFFF;
            release(stream, held);
        }
    }

    private void release(int stream, @Nullable Held held) {
        if (held != null) {
            waiting -= held.message.length + OVERHEAD;
            delivery.deliver(stream, held.protocol, held.message);
        }
    }
}
