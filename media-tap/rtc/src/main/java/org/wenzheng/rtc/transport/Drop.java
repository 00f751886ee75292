package org.wenzheng.rtc.transport;

/** Why a packet was counted and dropped. */
public enum Drop {
    /** No protocol that is spoken here, or too short or too long for its own. */
    MALFORMED,
    /** From an address that no peer proved to be its own. */
    STRANGER,
    /** STUN that is broken, has no right FINGERPRINT, or is no Binding request. */
    STUN_MALFORMED,
    /** A check for a user name fragment that nobody has. */
    STUN_UNKNOWN_USER,
    /** A check with a wrong MESSAGE-INTEGRITY. */
    STUN_INTEGRITY,
    /** SRTP or SRTCP before there were keys. */
    EARLY,
    /** SRTP or SRTCP that failed authentication. */
    SRTP_AUTHENTICATION,
    /** SRTP or SRTCP seen before, or older than the replay window. */
    SRTP_REPLAY,
    /** More synchronisation sources than a peer may have. */
    TOO_MANY_SOURCES,
    /** DTLS records beyond what may wait for the handshake. */
    DTLS_QUEUE_FULL,
    /** To send before the peer was connected, or after it was closed. */
    NOT_CONNECTED,
    /** To send, but longer than a datagram may be. */
    TOO_LONG,
    /** To send, but could not be encrypted: mostly a sequence number that was sent before. */
    NOT_ENCRYPTED,
    /** To send, but the socket did not take more. */
    UNWRITABLE,
    /** The kernel refused a datagram. */
    SEND_FAILED,
    /** Segmented datagrams that the kernel refused; their packets were sent one by one, so nothing was lost. */
    SEGMENTS_REFUSED,
    /** Too many packets waited for the peer's event loop. */
    HANDOVER_FULL,
    /** A listener threw. */
    LISTENER_FAILED
}
