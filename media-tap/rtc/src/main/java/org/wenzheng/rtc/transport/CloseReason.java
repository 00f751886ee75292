package org.wenzheng.rtc.transport;

/** Why a peer ended. */
public enum CloseReason {
    /** {@link Peer#close()} was called. */
    LOCAL,
    /** The port closed. */
    PORT_CLOSED,
    /** No valid connectivity check ever came. */
    NEVER_REACHED,
    /** Connectivity checks came, and then none for longer than the port allows: the other side is gone. */
    CHECKS_STOPPED,
    /** The handshake failed or took too long. */
    HANDSHAKE_FAILED,
    /** The certificate is not the one that signalling vouched for. */
    WRONG_CERTIFICATE,
    /** The other side ended the DTLS association. */
    REMOTE,
    /** Too many handshakes were under way; joining again later may work. */
    OVERLOADED
}
