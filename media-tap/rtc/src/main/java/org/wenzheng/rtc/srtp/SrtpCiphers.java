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
}
