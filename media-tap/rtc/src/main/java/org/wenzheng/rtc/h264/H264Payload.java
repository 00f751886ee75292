package org.wenzheng.rtc.h264;

import io.netty.buffer.ByteBuf;

/** What an RTP payload of H.264 holds (RFC 6184 5.2), packetization modes 0 and 1. */
public final class H264Payload {

    /** Slice of a picture that can be decoded alone. */
    public static final int IDR_SLICE = 5;

    /** Sequence parameter set. */
    public static final int SEQUENCE_PARAMETERS = 7;

    /** Picture parameter set. */
    public static final int PICTURE_PARAMETERS = 8;

    /** Several NAL units in one packet (STAP-A). */
    public static final int AGGREGATION = 24;

    /** A part of one NAL unit (FU-A). */
    public static final int FRAGMENT = 28;

    private H264Payload() {}

    /**
     * Whether a key frame begins here: with its parameters, or with the first part of an IDR slice. The packets of one key
     * frame may say so several times.
     */
    public static boolean startsKeyFrame(ByteBuf packet, int index, int length) {
        if (length < 2) {
            return false;
        }
        int type = packet.getByte(index) & 0x1F;
        return switch (type) {
            case AGGREGATION -> aggregationStartsKeyFrame(packet, index + 1, index + length);
            case FRAGMENT -> packet.getByte(index + 1) < 0 && startsKeyFrame(packet.getByte(index + 1) & 0x1F);
            default -> startsKeyFrame(type);
        };
    }

    private static boolean startsKeyFrame(int type) {
        return type == IDR_SLICE || type == SEQUENCE_PARAMETERS;
    }

    private static boolean aggregationStartsKeyFrame(ByteBuf packet, int index, int end) {
        int at = index;
        while (end - at >= 3) {
            int size = packet.getUnsignedShort(at);
            if (size == 0 || at + 2 + size > end) {
                return false;
            }
            if (startsKeyFrame(packet.getByte(at + 2) & 0x1F)) {
                return true;
            }
            at += 2 + size;
        }
        return false;
    }
}
