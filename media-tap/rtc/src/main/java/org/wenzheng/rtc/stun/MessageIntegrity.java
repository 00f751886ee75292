package org.wenzheng.rtc.stun;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The HMAC-SHA1 of a short-term credential (RFC 8489, sections 9.1 and 14.5), keyed once and used for many messages. For one
 * thread.
 */
public final class MessageIntegrity {
    /** Bytes of the code itself. */
    static final int LENGTH = 20;

    private final Mac mac;
    private final byte[] digest = new byte[LENGTH];

    /** Keys the code with a password, which ICE limits to ASCII, so that SASLprep changes nothing. */
    public MessageIntegrity(String password) {
        try {
            mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(password.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA1, which every Java platform has, cannot be used", e);
        }
    }

    /** Writes the code of the first {@code length} bytes to {@code offset}. The header must already count the attribute. */
    void write(byte[] message, int length, int offset) {
        digest(message, length);
        System.arraycopy(digest, 0, message, offset, LENGTH);
    }

    /** Whether {@code offset} holds the code of the first {@code length} bytes; takes the same time whatever the answer. */
    boolean matches(byte[] message, int length, int offset) {
        digest(message, length);
        int difference = 0;
        for (int i = 0; i < LENGTH; i++) {
            difference |= digest[i] ^ message[offset + i];
        }
        return difference == 0;
    }

    private void digest(byte[] message, int length) {
        mac.update(message, 0, length);
        try {
            mac.doFinal(digest, 0);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA1 did not fit 20 bytes", e);
        }
    }
}
