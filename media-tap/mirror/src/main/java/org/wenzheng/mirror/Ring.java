package org.wenzheng.mirror;

import com.google.protobuf.MessageLite;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue of records for many writers and one reader, without locks and without an allocation a record.
 *
 * <p>Each slot has a turn number that says who may use it next (D. Vyukov's bounded queue): position p writes when the
 * turn is p and leaves p + 1; the reader takes when it is p + 1 and leaves p + capacity.
 */
final class Ring {

    private final int mask;
    private final long mediaRecords;
    private final long mediaBytes;
    private final AtomicReferenceArray<@Nullable MessageLite> records;
    private final AtomicLongArray turns;
    private final AtomicLongArray times;
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong head = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();

    private long timeOfTaken; // reader only

    Ring(MirrorSettings settings) {
        int capacity = settings.records();
        mask = capacity - 1;
        mediaRecords = capacity - settings.reserve();
        mediaBytes = settings.bytes();
        records = new AtomicReferenceArray<>(capacity);
        turns = new AtomicLongArray(capacity);
        times = new AtomicLongArray(capacity);
        for (int slot = 0; slot < capacity; slot++) {
            turns.set(slot, slot);
        }
    }

    /**
     * Adds a record unless the ring is full.
     *
     * @param vital whether it may use the reserve and exceed the bytes, as call events do
     * @param now nanoseconds, kept with it
     */
    boolean offer(MessageLite record, boolean vital, long now) {
        int size = record.getSerializedSize();
        if (!vital && (size() >= mediaRecords || bytes.get() + size > mediaBytes)) {
            return false;
        }
        while (true) {
            long position = tail.get();
            int slot = (int) position & mask;
            long turn = turns.get(slot);
            if (turn < position) {
                return false;
            }
            if (turn == position && tail.compareAndSet(position, position + 1)) {
                bytes.addAndGet(size);
                times.setPlain(slot, now);
                records.setPlain(slot, record);
                turns.setRelease(slot, position + 1);
                return true;
            }
        }
    }

    /** Takes the oldest record, or nothing. One thread only. */
    @Nullable
    MessageLite poll() {
        long position = head.getPlain();
        int slot = (int) position & mask;
        if (turns.getAcquire(slot) != position + 1) {
            return null;
        }
        MessageLite record = records.getPlain(slot);
        timeOfTaken = times.getPlain(slot);
        records.setPlain(slot, null);
        turns.setRelease(slot, position + mask + 1);
        head.setRelease(position + 1);
        if (record != null) {
            bytes.addAndGet(-record.getSerializedSize());
        }
        return record;
    }

    /** When the record that {@link #poll} gave last was offered. One thread only. */
    long timeOfTaken() {
        return timeOfTaken;
    }

    /** When the oldest record inside was offered; meaningless when there is none. */
    long timeOfOldest() {
        return times.get((int) head.get() & mask);
    }

    /** Records inside, give or take those on their way in or out. */
    long size() {
        return Math.max(0, tail.get() - head.get());
    }

    /** Serialized bytes inside. */
    long bytes() {
        return bytes.get();
    }

    /** Whether media may use more than half of it: time to report what was dropped. */
    boolean hasRoom() {
        return size() <= mediaRecords / 2 && bytes() <= mediaBytes / 2;
    }
}
