package org.wenzheng.rtc.sctp;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages that wait to be cut into chunks, first come first served: the fragments of a message stay together. */
final class SendQueue {

    private final int fragment;
    private final ArrayDeque<OutboundMessage> waiting = new ArrayDeque<>();
    private final Map<Integer, Integer> nextStreamSequence = new HashMap<>();
    private long octets;

    /** @param fragment the most payload in one chunk */
    SendQueue(int fragment) {
        this.fragment = fragment;
    }

    /** Octets of payload that wait. */
    long octets() {
        return octets;
    }

    void add(OutboundMessage message) {
        waiting.add(message);
        octets += message.payload.length;
    }

    /** Payload of the next chunk, or 0 when nothing waits. Passes over what was abandoned or has expired. */
    int nextLength(long now) {
        OutboundMessage head = waiting.peek();
        while (head != null && (head.abandoned || (head.sent == 0 && head.expired(now)))) {
            octets -= head.payload.length - head.sent;
            waiting.remove();
            head = waiting.peek();
        }
        return head == null ? 0 : Math.min(fragment, head.payload.length - head.sent);
    }

    /** The next chunk. */
    @Nullable
    OutboundChunk next(long tsn, long now) {
        int length = nextLength(now);
        OutboundMessage head = waiting.peek();
        if (head == null) {
            return null;
        }
        if (head.sent == 0 && head.ordered) {
            head.streamSequence = nextStreamSequence.merge(head.stream, 1, Integer::sum) - 1 & 0xFFFF;
        }
        OutboundChunk chunk = new OutboundChunk(head, head.sent, length, tsn);
        head.sent += length;
        octets -= length;
        if (head.sent == head.payload.length) {
            waiting.remove();
        }
        return chunk;
    }

    /** Whether something of that stream waits. */
    boolean holds(int stream) {
        for (OutboundMessage message : waiting) {
            if (message.stream == stream) {
                return true;
            }
        }
        return false;
    }

    /** The stream's sequence begins anew. */
    void reset(int stream) {
        nextStreamSequence.remove(stream);
    }

    void clear() {
        waiting.clear();
        octets = 0;
    }
}
