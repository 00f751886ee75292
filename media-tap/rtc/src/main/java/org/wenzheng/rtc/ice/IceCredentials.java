package org.wenzheng.rtc.ice;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * User name fragment and password of one ICE generation (RFC 8839, section 5.4), as {@code a=ice-ufrag} and {@code a=ice-pwd}.
 *
 * @param ufrag 4 to 256 ice-chars
 * @param password 22 to 256 ice-chars
 */
public record IceCredentials(String ufrag, String password) {
    /** Length of the fragments that we make: what makes one of ours fit a {@code long}. */
    static final int LOCAL_UFRAG_LENGTH = 8;

    private static final int LOCAL_PASSWORD_LENGTH = 24;
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final Pattern ICE_CHARS = Pattern.compile("[A-Za-z0-9+/]+");

    public IceCredentials {
        require("ice-ufrag", ufrag, 4);
        require("ice-pwd", password, 22);
    }

    private static void require(String name, String value, int least) {
        if (value.length() < least
                || value.length() > 256
                || !ICE_CHARS.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    name + " must have " + least + " to 256 letters, digits, + or / (RFC 8839, section 5.4)");
        }
    }

    /** Credentials for our own side: 48 and 144 bits of randomness. */
    public static IceCredentials random(SecureRandom random) {
        return new IceCredentials(text(random, LOCAL_UFRAG_LENGTH), text(random, LOCAL_PASSWORD_LENGTH));
    }

    private static String text(SecureRandom random, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    /** The fragment alone: the password stays out of logs. */
    @Override
    public String toString() {
        return "IceCredentials[ufrag=" + ufrag + "]";
    }
}
