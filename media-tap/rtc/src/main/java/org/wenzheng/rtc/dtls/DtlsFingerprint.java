package org.wenzheng.rtc.dtls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * The hash of a certificate that signalling vouches for: {@code a=fingerprint} (RFC 8122, section 5).
 *
 * @param algorithm sha-256, sha-384 or sha-512
 * @param value upper-case hexadecimal bytes with colons
 */
public record DtlsFingerprint(String algorithm, String value) {
    private static final Set<String> ALGORITHMS = Set.of("sha-256", "sha-384", "sha-512");
    private static final HexFormat HEX = HexFormat.ofDelimiter(":").withUpperCase();

    public DtlsFingerprint {
        algorithm = algorithm.toLowerCase(Locale.ROOT);
        value = value.toUpperCase(Locale.ROOT);
        if (!ALGORITHMS.contains(algorithm)) {
            throw new IllegalArgumentException("The fingerprint's hash must be one of " + ALGORITHMS);
        }
        if (HEX.parseHex(value).length * 8 != Integer.parseInt(algorithm.substring(4))) {
            throw new IllegalArgumentException("The fingerprint has not the length of a " + algorithm + " hash");
        }
    }

    /** Parses the attribute's value: {@code sha-256 AB:CD:…}. Throws IllegalArgumentException if it is none. */
    public static DtlsFingerprint parse(String attribute) {
        int space = attribute.indexOf(' ');
        if (space < 0) {
            throw new IllegalArgumentException("A fingerprint is a hash function, a space and the hash");
        }
        return new DtlsFingerprint(
                attribute.substring(0, space), attribute.substring(space + 1).trim());
    }

    /** The fingerprint of a certificate in DER. */
    public static DtlsFingerprint of(String algorithm, byte[] certificate) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm.toUpperCase(Locale.ROOT));
            return new DtlsFingerprint(algorithm, HEX.formatHex(digest.digest(certificate)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("No hash function " + algorithm, e);
        }
    }

    /** Whether this is the hash of that certificate in DER. */
    public boolean matches(byte[] certificate) {
        return of(algorithm, certificate).equals(this);
    }

    /** The attribute's value. */
    public String toSdp() {
        return algorithm + " " + value;
    }
}
