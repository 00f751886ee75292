package org.wenzheng.jobs.kafka;

import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.media.records.v1.CallEvent;
import org.wenzheng.stream.records.v1.TranscriptSegment;

/** What a record must hold so that a job can place it. */
final class RecordChecks {
    private static final int VERSION = 1;

    /** RFC 6716: no Opus packet of one frame a packet is longer; beyond it lies no audio. */
    private static final int LONGEST_PAYLOAD = 8 * 1276;

    private RecordChecks() {}

    static String audio(AudioFrame frame) {
        if (frame.getSchemaVersion() != VERSION) {
            return version(frame.getSchemaVersion());
        }
        if (frame.getCall().isEmpty() || frame.getTrack().isEmpty()) {
            return "audio without call or track";
        }
        if (frame.getCallStartedAtUs() <= 0 || frame.getCapturedAtUs() <= 0) {
            return "audio without a time";
        }
        if (frame.getPayload().isEmpty() != frame.getEndOfTrack()) {
            return frame.getEndOfTrack() ? "end of track with a payload" : "audio without a payload";
        }
        return frame.getPayload().size() > LONGEST_PAYLOAD ? "payload longer than any Opus packet" : "";
    }

    static String event(CallEvent event) {
        if (event.getSchemaVersion() != VERSION) {
            return version(event.getSchemaVersion());
        }
        return event.getCall().isEmpty() ? "event without call" : "";
    }

    static String transcript(TranscriptSegment segment) {
        if (segment.getSchemaVersion() != VERSION) {
            return version(segment.getSchemaVersion());
        }
        return segment.getCall().isEmpty() || segment.getSegment().isEmpty() ? "segment without call or id" : "";
    }

    private static String version(int version) {
        return "schema version %s; this job reads %s".formatted(version, VERSION);
    }
}
