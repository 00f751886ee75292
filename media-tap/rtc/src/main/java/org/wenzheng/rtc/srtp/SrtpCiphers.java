package org.wenzheng.rtc.srtp;

import org.jitsi.srtp.crypto.Aes;
import org.jitsi.srtp.crypto.JitsiOpenSslProvider;

/**
 * Says which implementation of AES jitsi-srtp takes. Left alone, it measures four of them for seconds when the first packet
 * comes.
 */
public final class SrtpCiphers {
    private static final String CHOSEN = JitsiOpenSslProvider.isLoaded() ? "OpenSSL" : "SunJCE";

    static {
        Aes.setFactoryClassName(CHOSEN);
    }

    private SrtpCiphers() {}

    /** The implementation in use: OpenSSL where libcrypto can be loaded, else the Java platform's own. */
    public static String choose() {
        return CHOSEN;
    }

    /** Encrypts and decrypts one packet a profile: the first of a Java process loads libraries, which no event loop should do. */
    public static void warmUp() {
        for (SrtpProfile profile : SrtpProfile.values()) {
            byte[] exported = new byte[profile.keyingMaterialLength()];
            SrtpSession sender = new SrtpSession(SrtpKeys.of(profile, exported, true));
            SrtpSession receiver = new SrtpSession(SrtpKeys.of(profile, exported, false));
            byte[] packet = new byte[64 + SrtpProfile.MAX_OVERHEAD];
            packet[0] = (byte) 0x80;
            int rtp = receiver.unprotectRtp(packet, 0, sender.protectRtp(packet, 0, 64));
            packet[1] = (byte) 200;
            int rtcp = receiver.unprotectRtcp(packet, 0, sender.protectRtcp(packet, 0, 64));
            if (rtp != 64 || rtcp != 64) {
                throw new IllegalStateException(profile + " does not work with " + CHOSEN);
            }
        }
    }
}
