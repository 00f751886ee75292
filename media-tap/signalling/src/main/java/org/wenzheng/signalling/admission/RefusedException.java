package org.wenzheng.signalling.admission;

/** A request that is refused, with the answer for the client. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    /** A refusal with an HTTP status and a text that says what to do. */
    public RefusedException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** HTTP status code. */
    public int status() {
        return status;
    }
}
