package org.wenzheng.rtc.h264;

/** Reads the bits of a NAL unit, passing over emulation prevention octets (ITU-T H.264 7.3.1). */
final class BitReader {

    private final byte[] data;
    private final int end;
    private int index;
    private int bit;
    private int zeros;

    BitReader(byte[] data, int offset, int length) {
        this.data = data;
        this.index = offset;
        this.end = Math.min(data.length, offset + length);
    }

    /** Up to 31 bits, the first highest. */
    int read(int count) throws EndOfBits {
        int value = 0;
        for (int taken = 0; taken < count; taken++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** An unsigned Exp-Golomb number (9.1). */
    int unsigned() throws EndOfBits {
        int leading = 0;
        while (bit() == 0) {
            if (++leading > 30) {
                throw new EndOfBits();
            }
        }
        return (1 << leading) - 1 + read(leading);
    }

    /** A signed Exp-Golomb number (9.1.1). */
    int signed() throws EndOfBits {
        int number = unsigned();
        return (number & 1) == 0 ? -(number >> 1) : (number >> 1) + 1;
    }

    private int bit() throws EndOfBits {
        if (bit == 0 && zeros >= 2 && index < end && data[index] == 3) {
            index++;
            zeros = 0;
        }
        if (index >= end) {
            throw new EndOfBits();
        }
        int value = data[index] >> (7 - bit) & 1;
        if (++bit == 8) {
            bit = 0;
            zeros = data[index] == 0 ? zeros + 1 : 0;
            index++;
        }
        return value;
    }

    /** The unit ends before its fields do. */
    static final class EndOfBits extends Exception {

        private static final long serialVersionUID = 1;

        EndOfBits() {
            super("The parameter set ends before its fields do", null, false, false);
        }
    }
}
