package org.wenzheng.rtc.opus;

import io.netty.buffer.ByteBuf;

/** What an Opus packet tells without being decoded (RFC 6716 3). */
public final class OpusPacket {

    /** Timestamps of Opus count at this rate whatever is encoded (RFC 7587 4.1), Hz. */
    public static final int CLOCK_RATE = 48_000;

    private static final int FIRST_HYBRID = 12;
    private static final int FIRST_CELT = 16;
    private static final int LONGEST = 5_760; // 120 ms
    private static final int MAX_DTX_OCTETS = 2;

    private OpusPacket() {}

    /**
     * How much sound a packet holds.
     *
     * @return samples at 48 kHz, or 0 if it is no Opus packet
     */
    public static int samples(ByteBuf packet, int index, int length) {
        int frames = frames(packet, index, length);
        int samples = frames == 0 ? 0 : frames * frameSamples(packet.getUnsignedByte(index) >> 3);
        return samples > LONGEST ? 0 : samples;
    }

    /** Whether the packet is one of discontinuous transmission, which holds silence or comfort noise (RFC 7587 3.1.3). */
    public static boolean discontinuous(int length) {
        return length <= MAX_DTX_OCTETS;
    }

    /**
     * Whether the packet holds in-band FEC: a low bit rate copy of the frame before (LBRR, RFC 6716 4.2.4). Packets of
     * several frames are looked at in their first.
     */
    public static boolean hasForwardErrorCorrection(ByteBuf packet, int index, int length) {
        int frames = frames(packet, index, length);
        if (frames == 0) {
            return false;
        }
        int head = packet.getUnsignedByte(index);
        int configuration = head >> 3;
        int first = firstFrame(packet, index, length);
        if (configuration >= FIRST_CELT || first >= index + length) {
            return false;
        }
        int silkFrames = Math.max(1, frameSamples(configuration) / 960);
        int bits = packet.getUnsignedByte(first);
        boolean middle = (bits >> (7 - silkFrames) & 1) != 0;
        boolean stereo = (head & 0x04) != 0;
        return middle || (stereo && (bits >> (6 - 2 * silkFrames) & 1) != 0 && 2 * silkFrames <= 6);
    }

    private static int frames(ByteBuf packet, int index, int length) {
        if (length < 1) {
            return 0;
        }
        return switch (packet.getByte(index) & 0x03) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> length < 2 ? 0 : packet.getByte(index + 1) & 0x3F;
        };
    }

    /** Index of the first frame's data, as far as it can be told cheaply. */
    private static int firstFrame(ByteBuf packet, int index, int length) {
        int at = index + 1;
        int code = packet.getByte(index) & 0x03;
        if (code == 2) {
            return at + lengthOctets(packet, at, index + length);
        }
        if (code < 3) {
            return at;
        }
        int head = packet.getUnsignedByte(at++);
        if ((head & 0x40) != 0) {
            while (at < index + length && packet.getUnsignedByte(at) == 255) {
                at++;
            }
            at++;
        }
        if ((head & 0x80) != 0) {
            for (int frame = 1; frame < (head & 0x3F); frame++) {
                at += lengthOctets(packet, at, index + length);
            }
        }
        return at;
    }

    private static int lengthOctets(ByteBuf packet, int at, int end) {
        return at < end && packet.getUnsignedByte(at) >= 252 ? 2 : 1;
    }

    /** Samples at 48 kHz of one frame, by configuration (RFC 6716 3.1, table 2). */
    private static int frameSamples(int configuration) {
        if (configuration < FIRST_HYBRID) {
            return switch (configuration & 3) {
                case 0 -> 480;
                case 1 -> 960;
                case 2 -> 1_920;
                default -> 2_880;
            };
        }
        return configuration < FIRST_CELT ? 480 << (configuration & 1) : 120 << (configuration & 3);
    }
}
