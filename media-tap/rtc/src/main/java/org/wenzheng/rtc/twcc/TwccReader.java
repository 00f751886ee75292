package org.wenzheng.rtc.twcc;

import io.netty.buffer.ByteBuf;

/**
 * Reads transport-wide feedback (draft-holmer-rmcat-transport-wide-cc-extensions-01 3.1). A packet is looked at as a whole
 * before anything of it is told. Not for several threads.
 */
public final class TwccReader {

    /** Takes what a feedback tells, in the order of sequence numbers. */
    public interface Handler {

        /**
         * One packet.
         *
         * @param number transport-wide sequence number, 16 bits
         * @param received whether it arrived
         * @param arrival nanoseconds on the receiver's clock, which starts anywhere; meaningless if it did not arrive
         */
        void onPacket(int number, boolean received, long arrival);
    }

    private static final int FIXED = 8;
    private static final long TICK = 250_000L;
    private static final long REFERENCE = 64_000_000L;

    private boolean hasReference;
    private long reference; // extended from 24 bits

    private ByteBuf buffer = io.netty.buffer.Unpooled.EMPTY_BUFFER;
    private int chunk; // index of the chunk under way
    private int word;
    private int left; // symbols left in it

    /**
     * Reads the body of a feedback packet, from the base sequence number on; padding may follow.
     *
     * @return whether it is well formed; if not, the handler heard nothing
     */
    public boolean read(ByteBuf packet, int index, int length, Handler handler) {
        if (length < FIXED + 2) {
            return false;
        }
        int base = packet.getUnsignedShort(index);
        int count = packet.getUnsignedShort(index + 2);
        int end = index + length;
        int deltas = deltasAt(packet, index + FIXED, end, count);
        if (deltas < 0) {
            return false;
        }
        long arrival = extend(packet.getMedium(index + 4)) * REFERENCE;
        begin(packet, index + FIXED);
        for (int number = 0; number < count; number++) {
            int symbol = nextSymbol();
            if (symbol == 1) {
                arrival += packet.getUnsignedByte(deltas++) * TICK;
            } else if (symbol == 2) {
                arrival += packet.getShort(deltas) * TICK;
                deltas += 2;
            }
            handler.onPacket(base + number & 0xFFFF, symbol != 0, arrival);
        }
        return true;
    }

    /** Where the deltas begin, or -1 if chunks or deltas do not fit, or a symbol is none. */
    private int deltasAt(ByteBuf packet, int index, int end, int count) {
        begin(packet, index);
        int needed = 0;
        for (int number = 0; number < count; number++) {
            if (left == 0 && chunk + 2 > end) {
                return -1;
            }
            int symbol = nextSymbol();
            if (symbol == 3) {
                return -1;
            }
            needed += symbol;
        }
        return chunk + needed <= end ? chunk : -1;
    }

    private void begin(ByteBuf packet, int index) {
        buffer = packet;
        chunk = index;
        left = 0;
    }

    private int nextSymbol() {
        while (left == 0) {
            word = buffer.getUnsignedShort(chunk);
            chunk += 2;
            if ((word & 0x8000) == 0) {
                left = word & 0x1FFF;
                if (left == 0) {
                    return 3; // an empty run is no run
                }
            } else {
                left = (word & 0x4000) == 0 ? 14 : 7;
            }
        }
        left--;
        if ((word & 0x8000) == 0) {
            return word >> 13;
        }
        return (word & 0x4000) == 0 ? word >> left & 1 : word >> (2 * left) & 3;
    }

    private long extend(int told) {
        if (!hasReference) {
            hasReference = true;
            reference = told;
            return reference;
        }
        long extended = reference + ((told - (int) reference) << 8 >> 8);
        reference = extended;
        return extended;
    }
}
