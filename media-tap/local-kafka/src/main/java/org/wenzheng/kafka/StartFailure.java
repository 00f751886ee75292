package org.wenzheng.kafka;

/** Why the broker cannot run and what the operator can do; the message is meant to be read by a person. */
public final class StartFailure extends Exception {

    private static final long serialVersionUID = 1L;

    /** A failure whose message says what is wrong and what to do next. */
    public StartFailure(String message) {
        super(message);
    }

    /** As above, with the error that led to it. */
    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
