package org.wenzheng.signalling.token;

/** A token that opens nothing. Its message is for whoever sent it and holds neither claims nor secrets. */
public final class InvalidTokenException extends Exception {

    private static final long serialVersionUID = 1L;

    InvalidTokenException(String message) {
        super(message);
    }
}
