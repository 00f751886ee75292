package org.wenzheng.rtc.sctp;

/** Why an association ended. */
public enum SctpCloseReason {
    /** This side closed it. */
    CLOSED,
    /** The other side aborted it. */
    ABORTED,
    /** The other side shut it down. */
    SHUT_DOWN,
    /** Nothing was acknowledged any more. */
    UNREACHABLE,
    /** The other side sent a message over the limit, or acknowledged what it cannot have. */
    VIOLATION
}
