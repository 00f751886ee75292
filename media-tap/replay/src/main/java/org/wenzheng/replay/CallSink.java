package org.wenzheng.replay;

import java.time.Duration;
import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.mirror.Mirror;
import org.wenzheng.mirror.MirrorException;

/** Where a replay puts its records: Kafka, or a list in a test. */
public interface CallSink {

    /** Takes a packet, when there is room for it. */
    void put(AudioFrame frame) throws InterruptedException, MirrorException;

    /** Takes an event, when there is room for it. */
    void put(CallEvent event) throws InterruptedException, MirrorException;

    /** Takes a packet if there is room; for the end of a call that is broken off, which must not wait. */
    boolean offer(AudioFrame frame);

    /** As above. */
    boolean offer(CallEvent event);

    /** Waits until all is safely kept; false after {@code patience}. */
    boolean flush(Duration patience) throws InterruptedException, MirrorException;

    /** How many records are not safely kept yet. */
    long waiting();

    /** Kafka, by that mirror, which stays the caller's. */
    static CallSink into(Mirror mirror) {
        return new CallSink() {
            @Override
            public void put(AudioFrame frame) throws InterruptedException, MirrorException {
                mirror.put(frame);
            }

            @Override
            public void put(CallEvent event) throws InterruptedException, MirrorException {
                mirror.put(event);
            }

            @Override
            public boolean offer(AudioFrame frame) {
                return mirror.offer(frame);
            }

            @Override
            public boolean offer(CallEvent event) {
                return mirror.offer(event);
            }

            @Override
            public boolean flush(Duration patience) throws InterruptedException, MirrorException {
                return mirror.flush(patience);
            }

            @Override
            public long waiting() {
                return mirror.statistics().waiting();
            }
        };
    }
}
