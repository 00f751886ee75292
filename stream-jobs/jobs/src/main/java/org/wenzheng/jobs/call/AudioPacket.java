package org.wenzheng.jobs.call;

import org.wenzheng.media.records.v1.AudioFrame;

/**
 * One Opus packet of a track. Kept in saved state: fields may be added, none renamed or removed.
 *
 * @param sequence extended RTP sequence number
 * @param timestamp extended RTP timestamp, 48 kHz
 * @param capturedAtUs unix microseconds
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record AudioPacket(long sequence, long timestamp, long capturedAtUs, byte[] payload) {

    /** What of a frame is kept. */
    public static AudioPacket of(AudioFrame frame) {
        return new AudioPacket(
                frame.getSequence(),
                frame.getTimestamp(),
                frame.getCapturedAtUs(),
                frame.getPayload().toByteArray());
    }
}
