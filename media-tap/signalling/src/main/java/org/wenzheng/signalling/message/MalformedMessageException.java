package org.wenzheng.signalling.message;

/** Bytes that are no message of the protocol, or one larger than is taken. */
public final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedMessageException(String message) {
        super(message);
    }
}
