package org.wenzheng.rtc.vp8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * A view of the VP8 payload descriptor (RFC 7741 4.2) and of what the payload header tells (4.3), to read and to rewrite
 * it in place. One view serves any number of packets. Not for several threads.
 */
public final class Vp8Descriptor {

    private ByteBuf buffer = Unpooled.EMPTY_BUFFER;
    private int first;
    private int payload;
    private int end;
    private int pictureIdAt; // index, or -1 where the field is absent
    private boolean longPictureId;
    private int tl0PicIdxAt;
    private int temporalAt;

    /**
     * Looks at the payload of an RTP packet.
     *
     * @return whether it is a descriptor followed by at least one octet; if not, this view must not be read
     */
    public boolean wrap(ByteBuf packet, int index, int length) {
        buffer = packet;
        first = index;
        end = index + length;
        pictureIdAt = -1;
        tl0PicIdxAt = -1;
        temporalAt = -1;
        if (length < 2) {
            return false;
        }
        int at = index + 1;
        if ((packet.getByte(index) & 0x80) != 0) {
            int extension = packet.getByte(at++);
            if ((extension & 0x80) != 0) {
                if (at >= end) {
                    return false;
                }
                pictureIdAt = at;
                longPictureId = packet.getByte(at) < 0;
                at += longPictureId ? 2 : 1;
            }
            if ((extension & 0x40) != 0) {
                tl0PicIdxAt = at++;
            }
            if ((extension & 0x30) != 0) {
                // The octet is there for either flag; only with T does it name a layer.
                temporalAt = (extension & 0x20) != 0 && at < end ? at : -1;
                at++;
            }
        }
        payload = at;
        return payload < end;
    }

    /** Octets of the descriptor. */
    public int length() {
        return payload - first;
    }

    /** Whether the packet begins a frame: first packet of the first partition. */
    public boolean startsFrame() {
        return (buffer.getByte(first) & 0x17) == 0x10;
    }

    /** Whether no other frame refers to this one (N). */
    public boolean nonReference() {
        return (buffer.getByte(first) & 0x20) != 0;
    }

    /** Whether the packet begins a key frame. */
    public boolean startsKeyFrame() {
        return startsFrame() && (buffer.getByte(payload) & 0x01) == 0;
    }

    /** The picture id, of 7 or 15 bits, or -1 where there is none. */
    public int pictureId() {
        if (pictureIdAt < 0) {
            return -1;
        }
        return longPictureId ? buffer.getUnsignedShort(pictureIdAt) & 0x7FFF : buffer.getByte(pictureIdAt);
    }

    /** How many bits the picture id has: 7, 15, or 0 where there is none. */
    public int pictureIdBits() {
        if (pictureIdAt < 0) {
            return 0;
        }
        return longPictureId ? 15 : 7;
    }

    /** The running number of base layer frames, 8 bits, or -1 where there is none. */
    public int tl0PicIdx() {
        return tl0PicIdxAt < 0 ? -1 : buffer.getUnsignedByte(tl0PicIdxAt);
    }

    /** The temporal layer, 0 where none is told. */
    public int temporalLayer() {
        return temporalAt < 0 ? 0 : buffer.getUnsignedByte(temporalAt) >> 6;
    }

    /** Whether the frame depends on the base layer alone (Y): one may switch up to its temporal layer here. */
    public boolean layerSync() {
        return temporalAt >= 0 && (buffer.getByte(temporalAt) & 0x20) != 0;
    }

    /** Width of a key frame that begins here, pixels; 0 when the packet does not tell. */
    public int width() {
        return tellsSize() ? buffer.getUnsignedShortLE(payload + 6) & 0x3FFF : 0;
    }

    /** Height of a key frame that begins here, pixels; 0 when the packet does not tell. */
    public int height() {
        return tellsSize() ? buffer.getUnsignedShortLE(payload + 8) & 0x3FFF : 0;
    }

    /** Rewrites the picture id within its size; does nothing where there is none. */
    public void setPictureId(int pictureId) {
        if (longPictureId && pictureIdAt >= 0) {
            buffer.setShort(pictureIdAt, 0x8000 | (pictureId & 0x7FFF));
        } else if (pictureIdAt >= 0) {
            buffer.setByte(pictureIdAt, pictureId & 0x7F);
        }
    }

    /** Rewrites the number of base layer frames; does nothing where there is none. */
    public void setTl0PicIdx(int tl0PicIdx) {
        if (tl0PicIdxAt >= 0) {
            buffer.setByte(tl0PicIdxAt, tl0PicIdx);
        }
    }

    /** Start code and size of the frame header, RFC 6386 9.1. */
    private boolean tellsSize() {
        return end - payload >= 10 && startsKeyFrame() && buffer.getUnsignedMedium(payload + 3) == 0x9D012A;
    }
}
