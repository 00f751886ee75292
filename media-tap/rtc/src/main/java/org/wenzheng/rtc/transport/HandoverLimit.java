package org.wenzheng.rtc.transport;

import java.util.concurrent.atomic.AtomicInteger;

/** How many packets may wait for one event loop that others read for it. */
final class HandoverLimit {
    private static final int MAX = 4096;

    private final AtomicInteger waiting = new AtomicInteger();

    boolean take() {
        if (waiting.get() >= MAX) {
            return false;
        }
        waiting.incrementAndGet();
        return true;
    }

    void give(int packets) {
        waiting.addAndGet(-packets);
    }
}
