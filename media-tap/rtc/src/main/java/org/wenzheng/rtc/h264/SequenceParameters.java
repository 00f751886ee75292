package org.wenzheng.rtc.h264;

/** The picture size that an H.264 sequence parameter set tells (ITU-T H.264 7.3.2.1.1). */
public record SequenceParameters(int width, int height) {

    /** The size when it cannot be told. */
    public static final SequenceParameters UNKNOWN = new SequenceParameters(0, 0);

    /**
     * Reads a NAL unit of type 7, its header included.
     *
     * @return the size in pixels, or {@link #UNKNOWN} when the unit is cut short or makes no sense
     */
    public static SequenceParameters read(byte[] data, int offset, int length) {
        try {
            return read(new BitReader(data, offset + 1, length - 1));
        } catch (BitReader.EndOfBits e) {
            return UNKNOWN;
        }
    }

    private static SequenceParameters read(BitReader bits) throws BitReader.EndOfBits {
        int profile = bits.read(8);
        bits.read(16); // constraints, level
        bits.unsigned(); // id
        int chroma = 1;
        boolean separatePlanes = false;
        if (hasChroma(profile)) {
            chroma = bits.unsigned();
            separatePlanes = chroma == 3 && bits.read(1) == 1;
            bits.unsigned(); // luma depth
            bits.unsigned(); // chroma depth
            bits.read(1); // lossless
            if (bits.read(1) == 1) {
                skipScalingLists(bits, chroma == 3 ? 12 : 8);
            }
        }
        bits.unsigned(); // frame number bits
        int order = bits.unsigned();
        if (order == 0) {
            bits.unsigned();
        } else if (order == 1) {
            bits.read(1);
            bits.signed();
            bits.signed();
            int cycle = bits.unsigned();
            for (int frame = 0; frame < cycle; frame++) {
                bits.signed();
            }
        }
        bits.unsigned(); // reference frames
        bits.read(1); // gaps allowed
        int widthInBlocks = bits.unsigned() + 1;
        int heightInUnits = bits.unsigned() + 1;
        int fieldFactor = 2 - bits.read(1);
        if (fieldFactor == 2) {
            bits.read(1);
        }
        bits.read(1); // direct inference
        boolean planar = chroma == 0 || separatePlanes;
        int cropX = planar || chroma == 3 ? 1 : 2;
        int cropY = (planar || chroma != 1 ? 1 : 2) * fieldFactor;
        long width = 16L * widthInBlocks;
        long height = 16L * heightInUnits * fieldFactor;
        if (bits.read(1) == 1) {
            width -= (long) cropX * ((long) bits.unsigned() + bits.unsigned());
            height -= (long) cropY * ((long) bits.unsigned() + bits.unsigned());
        }
        boolean sane = width > 0 && height > 0 && width <= 16_384 && height <= 16_384;
        return sane ? new SequenceParameters((int) width, (int) height) : UNKNOWN;
    }

    private static boolean hasChroma(int profile) {
        return switch (profile) {
            case 100, 110, 122, 244, 44, 83, 86, 118, 128, 138, 139, 134, 135 -> true;
            default -> false;
        };
    }

    private static void skipScalingLists(BitReader bits, int lists) throws BitReader.EndOfBits {
        for (int list = 0; list < lists; list++) {
            if (bits.read(1) == 0) {
                continue;
            }
            int last = 8;
            int next = 8;
            for (int entry = 0; entry < (list < 6 ? 16 : 64); entry++) {
                if (next != 0) {
                    next = last + bits.signed() + 256 & 0xFF;
                }
                last = next == 0 ? last : next;
            }
        }
    }
}
