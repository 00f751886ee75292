package org.wenzheng.jobs.call;

import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** What streams of one track are keyed by: {@code <call>:<track>}. */
public final class TrackKey {

    private TrackKey() {}

    /** Of a call and a track of it. */
    public static String of(String call, String track) {
        return call + ":" + track;
    }

    /** Of a frame. */
    public static String of(AudioFrame frame) {
        return of(frame.getCall(), frame.getTrack());
    }

    /** Of a segment. */
    public static String of(TranscriptSegment segment) {
        return of(segment.getCall(), segment.getTrack());
    }
}
