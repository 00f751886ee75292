package org.wenzheng.rtc.srtp;

import org.jitsi.srtp.SrtpPolicy;

/** The DTLS-SRTP protection profiles that we speak (RFC 5764, section 4.1.2; RFC 7714, section 14.2), most preferred first. */
public enum SrtpProfile {
    /** AES-128 in Galois/Counter mode. */
    AEAD_AES_128_GCM("SRTP_AEAD_AES_128_GCM", 7, 16, 12, SrtpPolicy.AESGCM_ENCRYPTION, 16),
    /** AES-256 in Galois/Counter mode. */
    AEAD_AES_256_GCM("SRTP_AEAD_AES_256_GCM", 8, 32, 12, SrtpPolicy.AESGCM_ENCRYPTION, 16),
    /** AES-128 in counter mode with HMAC-SHA1 of 80 bits: what every agent has. */
    AES128_CM_HMAC_SHA1_80("SRTP_AES128_CM_HMAC_SHA1_80", 1, 16, 14, SrtpPolicy.AESCM_ENCRYPTION, 10);

    /** Bytes that the longest-winded profile adds to an RTCP packet; none adds more to an RTP packet. */
    public static final int MAX_OVERHEAD = 20;

    private static final int HMAC_SHA1_KEY_LENGTH = 20;

    private final String ianaName;
    private final int id;
    private final int keyLength;
    private final int saltLength;
    private final int encryption;
    private final int tagLength;

    SrtpProfile(String ianaName, int id, int keyLength, int saltLength, int encryption, int tagLength) {
        this.ianaName = ianaName;
        this.id = id;
        this.keyLength = keyLength;
        this.saltLength = saltLength;
        this.encryption = encryption;
        this.tagLength = tagLength;
    }

    /** Its name in the registry of IANA. */
    public String ianaName() {
        return ianaName;
    }

    /** Its number in the use_srtp extension. */
    public int id() {
        return id;
    }

    /** Bytes of a master key. */
    int keyLength() {
        return keyLength;
    }

    /** Bytes of a master salt. */
    int saltLength() {
        return saltLength;
    }

    /** Bytes of the authentication tag, by which an RTP packet grows. */
    int tagLength() {
        return tagLength;
    }

    /** Bytes to export from the handshake for both directions (RFC 5764, section 4.2). */
    public int keyingMaterialLength() {
        return 2 * (keyLength + saltLength);
    }

    SrtpPolicy policy() {
        boolean aead = encryption == SrtpPolicy.AESGCM_ENCRYPTION;
        return new SrtpPolicy(
                encryption,
                keyLength,
                aead ? SrtpPolicy.NULL_AUTHENTICATION : SrtpPolicy.HMACSHA1_AUTHENTICATION,
                aead ? 0 : HMAC_SHA1_KEY_LENGTH,
                tagLength,
                saltLength);
    }
}
