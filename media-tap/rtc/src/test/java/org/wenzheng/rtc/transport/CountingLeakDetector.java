package org.wenzheng.rtc.transport;

import io.netty.util.ResourceLeakDetector;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts buffers that were lost without being released; Netty finds it by a system property. */
public final class CountingLeakDetector<T> extends ResourceLeakDetector<T> {
    static final AtomicInteger LEAKS = new AtomicInteger();

    public CountingLeakDetector(Class<?> type, int samplingInterval) {
        super(type, samplingInterval);
    }

    @SuppressWarnings("deprecation") // Netty's factory looks for both.
    public CountingLeakDetector(Class<?> type, int samplingInterval, long maxActive) {
        super(type, samplingInterval, maxActive);
    }

    @Override
    protected boolean needReport() {
        return true;
    }

    @Override
    protected void reportTracedLeak(String type, String records) {
        LEAKS.incrementAndGet();
        super.reportTracedLeak(type, records);
    }

    @Override
    protected void reportUntracedLeak(String type) {
        LEAKS.incrementAndGet();
        super.reportUntracedLeak(type);
    }
}
