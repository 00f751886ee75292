package org.wenzheng.rtc.sctp;

/** States of an association (RFC 9260 4). */
public enum SctpState {
    /** Waits for the other side's INIT, or for a call of connect. */
    CLOSED,
    /** Sent an INIT. */
    COOKIE_WAIT,
    /** Sent the other side's cookie back. */
    COOKIE_ECHOED,
    /** Data flows. */
    ESTABLISHED,
    /** Ended for good. */
    ENDED
}
