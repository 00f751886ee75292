package org.wenzheng.mirror;

/** Kafka refuses what the mirror sends, and trying again would not help; the message says what to do. */
public final class MirrorException extends Exception {

    private static final long serialVersionUID = 1L;

    /** A failure for good, with Kafka's own error. */
    public MirrorException(String message, Throwable cause) {
        super(message, cause);
    }
}
