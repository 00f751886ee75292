package org.wenzheng.rtc.dtls;

/** The role that the other side takes in the handshake: its {@code a=setup} (RFC 8842, section 5.2). */
public enum SetupRole {
    /** It sends the ClientHello: what we need, because we are always the server. */
    ACTIVE,
    /** It leaves the choice to us, so it becomes the client. */
    ACTPASS,
    /** It waits for a ClientHello, which we never send. */
    PASSIVE
}
