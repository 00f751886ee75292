package org.wenzheng.rtc.frame;

import io.netty.buffer.ByteBuf;
import org.wenzheng.rtc.h264.H264Payload;
import org.wenzheng.rtc.h264.SequenceParameters;

/** Frames of H.264 (RFC 6184), packetization modes 0 and 1, written with start codes. */
public final class H264FrameAssembler extends FrameAssembler {

    private static final byte[] START_CODE = {0, 0, 0, 1};
    private static final int LAST_SINGLE = 23;

    private boolean fragmenting;

    /** @param maxOctets of a frame; a longer one is given up */
    public H264FrameAssembler(int maxOctets) {
        super(maxOctets);
    }

    @Override
    boolean startsFrame(ByteBuf packet, int index, int payloadLength) {
        fragmenting = false;
        int type = packet.getByte(index) & 0x1F;
        return type != H264Payload.FRAGMENT || (payloadLength >= 2 && packet.getByte(index + 1) < 0);
    }

    @Override
    boolean append(ByteBuf packet, int index, int payloadLength) {
        int type = packet.getByte(index) & 0x1F;
        if (type == H264Payload.AGGREGATION) {
            return !fragmenting && appendAggregation(packet, index + 1, index + payloadLength);
        }
        if (type == H264Payload.FRAGMENT) {
            return payloadLength > 2 && appendFragment(packet, index, payloadLength);
        }
        return !fragmenting && type >= 1 && type <= LAST_SINGLE && appendUnit(packet, index, payloadLength);
    }

    private boolean appendAggregation(ByteBuf packet, int index, int end) {
        int at = index;
        while (at < end) {
            if (end - at < 3) {
                return false;
            }
            int size = packet.getUnsignedShort(at);
            if (size == 0 || at + 2 + size > end || !appendUnit(packet, at + 2, size)) {
                return false;
            }
            at += 2 + size;
        }
        return true;
    }

    private boolean appendFragment(ByteBuf packet, int index, int payloadLength) {
        int head = packet.getByte(index + 1);
        boolean starts = (head & 0x80) != 0;
        if (starts == fragmenting) {
            return false; // its begin or its end is missing
        }
        fragmenting = (head & 0x40) == 0;
        if (starts) {
            int unit = (packet.getByte(index) & 0xE0) | (head & 0x1F);
            note(unit & 0x1F);
            if (!add(START_CODE) || !add((byte) unit)) {
                return false;
            }
        }
        return add(packet, index + 2, payloadLength - 2);
    }

    private boolean appendUnit(ByteBuf packet, int index, int length) {
        int type = packet.getByte(index) & 0x1F;
        note(type);
        if (type == H264Payload.SEQUENCE_PARAMETERS) {
            byte[] unit = new byte[length];
            packet.getBytes(index, unit);
            SequenceParameters parameters = SequenceParameters.read(unit, 0, length);
            if (parameters.width() > 0) {
                size(parameters.width(), parameters.height());
            }
        }
        return add(START_CODE) && add(packet, index, length);
    }

    private void note(int type) {
        if (type == H264Payload.IDR_SLICE) {
            markKeyFrame();
        }
    }
}
