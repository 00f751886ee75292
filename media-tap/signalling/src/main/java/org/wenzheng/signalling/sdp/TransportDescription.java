package org.wenzheng.signalling.sdp;

import java.util.List;

/**
 * How to reach and to recognise one end of a connection (RFC 8839, RFC 8842). Fields are empty where a description says
 * nothing.
 *
 * @param usernameFragment of ICE
 * @param password of ICE
 * @param fingerprintHash such as {@code sha-256}
 * @param fingerprint upper-case hexadecimal bytes with colons between
 * @param setup {@code active}, {@code passive} or {@code actpass}
 * @param candidates values of {@code candidate} attributes
 */
public record TransportDescription(
        String usernameFragment,
        String password,
        String fingerprintHash,
        String fingerprint,
        String setup,
        List<String> candidates) {

    /** Says nothing. */
    public static final TransportDescription NONE = new TransportDescription("", "", "", "", "", List.of());

    public TransportDescription {
        candidates = List.copyOf(candidates);
    }

    /** What this says, and what {@code session} says where this is silent. */
    TransportDescription within(TransportDescription session) {
        return new TransportDescription(
                usernameFragment.isEmpty() ? session.usernameFragment : usernameFragment,
                password.isEmpty() ? session.password : password,
                fingerprintHash.isEmpty() ? session.fingerprintHash : fingerprintHash,
                fingerprint.isEmpty() ? session.fingerprint : fingerprint,
                setup.isEmpty() ? session.setup : setup,
                candidates);
    }
}
