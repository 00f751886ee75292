package org.wenzheng.sfu.tap;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/** A bounded queue from one event loop to the tap's thread, without locks. One writer, one reader. */
final class TapRing {

    private final AtomicReferenceArray<@Nullable Runnable> places;
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong read = new AtomicLong();

    /** @param capacity a power of two */
    TapRing(int capacity) {
        places = new AtomicReferenceArray<>(capacity);
    }

    /** Puts an item in; false when there is no room. */
    boolean offer(Runnable item) {
        long at = written.get();
        if (at - read.get() >= places.length()) {
            return false;
        }
        places.setPlain((int) at & places.length() - 1, item);
        written.setRelease(at + 1);
        return true;
    }

    /** Takes the next item, or null. */
    @Nullable
    Runnable poll() {
        long at = read.get();
        if (at == written.getAcquire()) {
            return null;
        }
        int place = (int) at & places.length() - 1;
        Runnable item = places.getPlain(place);
        places.setPlain(place, null);
        read.setRelease(at + 1);
        return item;
    }
}
