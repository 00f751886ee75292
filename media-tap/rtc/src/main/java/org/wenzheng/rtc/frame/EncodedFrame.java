package org.wenzheng.rtc.frame;

/**
 * A whole encoded video frame.
 *
 * @param data VP8 as its decoder takes it, or H.264 with start codes (Annex B)
 * @param timestamp extended, 90 kHz
 * @param firstSequence extended number of its first packet
 * @param lastSequence extended number of its last packet
 * @param keyFrame whether it can be decoded without others
 * @param width pixels, of the last key frame; 0 when none told
 * @param height pixels, likewise
 * @param lostBefore packets missing since the frame before
 */
@SuppressWarnings("ArrayRecordComponent") // handed on as it is; nobody compares frames
public record EncodedFrame(
        byte[] data,
        long timestamp,
        long firstSequence,
        long lastSequence,
        boolean keyFrame,
        int width,
        int height,
        long lostBefore) {}
