package org.wenzheng.jobs.recording;

import org.wenzheng.media.records.v1.AudioFrame;
import org.wenzheng.stream.records.RecordingChunks;

/**
 * Which chunk of which track. Kept in saved state: fields may be added, none renamed or removed.
 *
 * @param callStartedAtUs unix microseconds
 * @param role number of {@code wenzheng.media.v1.Role}
 * @param index of the chunk on the call's clock
 * @param firstSequence of its first packet; earlier ones only warm up the decoder
 */
public record ChunkHead(
        String call, long callStartedAtUs, String participant, int role, String track, int index, long firstSequence) {

    static ChunkHead of(AudioFrame frame) {
        return new ChunkHead(
                frame.getCall(),
                frame.getCallStartedAtUs(),
                frame.getParticipant(),
                frame.getRoleValue(),
                frame.getTrack(),
                index(frame),
                frame.getSequence());
    }

    /** Which chunk a frame belongs to. */
    static int index(AudioFrame frame) {
        long ms = Math.max(0, frame.getCapturedAtUs() - frame.getCallStartedAtUs()) / 1000;
        return Math.toIntExact(ms / RecordingChunks.CHUNK_MS);
    }
}
