package org.wenzheng.rtc.audiolevel;

import org.wenzheng.rtc.rtp.RtpPacket;

/** The client-to-mixer audio level of a packet (RFC 6464). */
public final class AudioLevel {

    /** The level of silence, and of a packet that tells none. */
    public static final int SILENCE = 127;

    private AudioLevel() {}

    /**
     * Reads the level.
     *
     * @param id the extension's negotiated id
     * @return 0, loudest, to 127, silence, in -dBov; {@link #SILENCE} when the packet tells none
     */
    public static int read(RtpPacket packet, int id) {
        int index = packet.findExtension(id);
        return index < 0 || packet.foundLength() < 1 ? SILENCE : packet.buffer().getByte(index) & 0x7F;
    }

    /** Whether the sender's own detector says that the packet holds voice. */
    public static boolean voice(RtpPacket packet, int id) {
        int index = packet.findExtension(id);
        return index >= 0 && packet.foundLength() >= 1 && packet.buffer().getByte(index) < 0;
    }
}
