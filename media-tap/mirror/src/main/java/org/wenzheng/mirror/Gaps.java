package org.wenzheng.mirror;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wenzheng.media.records.SchemaVersions;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.media.records.v1.MirrorGap;

/**
 * What was dropped and has not been told, one stretch a track.
 *
 * <p>Its lock is held for a few field writes, and only while packets are being dropped or reported.
 */
final class Gaps {

    private Map<String, Map<String, Gap>> ofCalls = new HashMap<>(); // guarded by this
    private volatile boolean any;

    /** Notes a dropped packet or frame. Only the first of a stretch allocates. */
    synchronized void drop(String call, String track, long sequence, long capturedAtUs) {
        Map<String, Gap> ofTracks = ofCalls.get(call);
        if (ofTracks == null) {
            ofTracks = new HashMap<>();
            ofCalls.put(call, ofTracks);
        }
        Gap gap = ofTracks.get(track);
        if (gap == null) {
            gap = new Gap(sequence);
            ofTracks.put(track, gap);
        }
        gap.add(sequence, capturedAtUs);
        any = true;
    }

    /** Whether something waits to be told. */
    boolean any() {
        return any;
    }

    /** Takes the events that tell of everything dropped since the last time. */
    List<CallEvent> take() {
        Map<String, Map<String, Gap>> taken;
        synchronized (this) {
            taken = ofCalls;
            ofCalls = new HashMap<>();
            any = false;
        }
        List<CallEvent> events = new ArrayList<>();
        taken.forEach((call, ofTracks) -> ofTracks.forEach((track, gap) -> events.add(gap.toEvent(call, track))));
        return events;
    }

    private static final class Gap {

        private long from;
        private long to;
        private long dropped;
        private long lastUs;

        Gap(long sequence) {
            from = sequence;
            to = sequence;
        }

        void add(long sequence, long capturedAtUs) {
            from = Math.min(from, sequence);
            to = Math.max(to, sequence);
            lastUs = Math.max(lastUs, capturedAtUs);
            dropped++;
        }

        CallEvent toEvent(String call, String track) {
            return CallEvent.newBuilder()
                    .setSchemaVersion(SchemaVersions.CALL_EVENT)
                    .setCall(call)
                    .setAtUs(lastUs)
                    .setMirrorGap(MirrorGap.newBuilder()
                            .setTrack(track)
                            .setFromSequence(from)
                            .setToSequence(to)
                            .setDropped(dropped))
                    .build();
        }
    }
}
