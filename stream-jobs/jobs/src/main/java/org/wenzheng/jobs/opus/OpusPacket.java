package org.wenzheng.jobs.opus;

/** What the head of an Opus packet tells (RFC 6716, section 3). */
public final class OpusPacket {

    /** Samples a second that durations and RTP timestamps count in, whatever was encoded. */
    public static final int CLOCK = 48_000;

    /** No packet lasts longer: 120 ms. */
    public static final int LONGEST = CLOCK * 120 / 1000;

    /** A frame of silence, 20 ms: CELT, full band, one channel. */
    private static final byte[] SILENCE = {(byte) 0xf8, (byte) 0xff, (byte) 0xfe};

    private static final int[] SILK_FRAME = {480, 960, 1920, 2880};
    private static final int[] HYBRID_FRAME = {480, 960};
    private static final int[] CELT_FRAME = {120, 240, 480, 960};

    private OpusPacket() {}

    /**
     * How long a packet lasts, in samples at 48 kHz; 0 where it is malformed.
     *
     * @param packet one packet as in RTP
     */
    public static int duration(byte[] packet) {
        if (packet.length == 0) {
            return 0;
        }
        int frames = frames(packet);
        int samples = frames * frame(packet[0] & 0xff);
        return samples <= LONGEST ? samples : 0;
    }

    /** How long one frame of a packet lasts, by its first octet. */
    static int frame(int toc) {
        int config = toc >> 3;
        if (config < 12) {
            return SILK_FRAME[config & 3];
        }
        return config < 16 ? HYBRID_FRAME[config & 1] : CELT_FRAME[config & 3];
    }

    /** 20 ms of silence. */
    public static byte[] silence() {
        return SILENCE.clone();
    }

    private static int frames(byte[] packet) {
        return switch (packet[0] & 3) {
            case 0 -> 1;
            case 1, 2 -> 2;
            default -> packet.length < 2 ? 0 : packet[1] & 0x3f;
        };
    }
}
