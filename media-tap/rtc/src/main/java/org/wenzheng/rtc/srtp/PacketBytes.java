package org.wenzheng.rtc.srtp;

import org.jitsi.utils.ByteArrayBuffer;

/** A packet in somebody's array, in the shape that jitsi-srtp works on; pointed at one packet after another. */
final class PacketBytes implements ByteArrayBuffer {
    private byte[] bytes = new byte[0];
    private int offset;
    private int length;

    PacketBytes at(byte[] array, int start, int count) {
        bytes = array;
        offset = start;
        length = count;
        return this;
    }

    int u8(int index) {
        return bytes[offset + index] & 0xFF;
    }

    int i32(int index) {
        return (u8(index) << 24) | (u8(index + 1) << 16) | (u8(index + 2) << 8) | u8(index + 3);
    }

    @Override
    public byte[] getBuffer() {
        return bytes;
    }

    @Override
    public int getOffset() {
        return offset;
    }

    @Override
    public int getLength() {
        return length;
    }

    @Override
    public void setLength(int count) {
        length = count;
    }

    @Override
    public void setOffset(int start) {
        offset = start;
    }

    @Override
    public boolean isInvalid() {
        return false;
    }

    @Override
    public void readRegionToBuff(int from, int count, byte[] out) {
        System.arraycopy(bytes, offset + from, out, 0, count);
    }

    /** There is room already: the caller of {@link SrtpSession} sees to it. */
    @Override
    public void grow(int count) {
        if (offset + length + count > bytes.length) {
            throw new IllegalStateException("No room for " + count + " more bytes of SRTP");
        }
    }

    @Override
    public void append(byte[] data, int count) {
        grow(count);
        System.arraycopy(data, 0, bytes, offset + length, count);
        length += count;
    }

    @Override
    public void shrink(int count) {
        length -= count;
    }
}
