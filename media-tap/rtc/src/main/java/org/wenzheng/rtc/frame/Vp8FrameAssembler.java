package org.wenzheng.rtc.frame;

import io.netty.buffer.ByteBuf;
import org.wenzheng.rtc.vp8.Vp8Descriptor;

/** Frames of VP8 (RFC 7741 4.4): payloads without their descriptors, one after another. */
public final class Vp8FrameAssembler extends FrameAssembler {

    private final Vp8Descriptor descriptor = new Vp8Descriptor();

    /** @param maxOctets of a frame; a longer one is given up */
    public Vp8FrameAssembler(int maxOctets) {
        super(maxOctets);
    }

    @Override
    boolean startsFrame(ByteBuf packet, int index, int payloadLength) {
        return descriptor.wrap(packet, index, payloadLength) && descriptor.startsFrame();
    }

    @Override
    boolean append(ByteBuf packet, int index, int payloadLength) {
        if (!descriptor.wrap(packet, index, payloadLength)) {
            return false;
        }
        if (descriptor.startsKeyFrame()) {
            markKeyFrame();
            if (descriptor.width() > 0) {
                size(descriptor.width(), descriptor.height());
            }
        }
        return add(packet, index + descriptor.length(), payloadLength - descriptor.length());
    }
}
